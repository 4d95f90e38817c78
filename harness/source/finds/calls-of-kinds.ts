import type { Analysis } from '../analysis.ts';
import { placeOfCall } from '../call.ts';
import type { Find, Located } from '../find.ts';
import { isSleepOfTimer } from '../reach.ts';
import { isGiven, isMadeBy } from '../task-code.ts';
import { located } from './located.ts';

/** The calls of these kinds; a helper function's where it stands, not where it is called. */
export function callsOfKinds(
  { kinds, task, literal }: Find & { find: 'calls' },
  analysis: Analysis,
): Located {
  const isOwn = isMadeBy(task, analysis);
  const found = analysis.calls.all.filter(
    (call) =>
      (call.kinds.some((kind) => kinds.includes(kind)) ||
        (kinds.includes('sleep') && isSleepOfTimer(call))) &&
      isOwn(call) &&
      (literal === undefined || isGiven(literal, call)),
  );
  return located(found.map(placeOfCall));
}
