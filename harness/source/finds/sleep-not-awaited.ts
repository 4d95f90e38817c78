import type { Analysis } from '../analysis.ts';
import { placeOfCall } from '../call.ts';
import type { Located } from '../find.ts';
import { droppedSleeps, droppedWork } from './dropped.ts';
import { located } from './located.ts';

/** Sleeps that nobody awaits, else calls that lead to one. */
export function sleepsNotAwaited(analysis: Analysis): Located {
  const direct = droppedSleeps(analysis).filter(
    (call) => !analysis.reach.kindsOf(call).has('print'),
  );
  const found = direct.length > 0 ? direct : droppedWork(analysis);
  return located(found.map(placeOfCall));
}
