import type { Analysis } from '../analysis.ts';
import { placeOfCall } from '../calls.ts';
import type { CallKind, Located } from '../find.ts';
import { isSleepOfTimer } from '../reach.ts';
import { located } from './located.ts';

/** The calls of these kinds; a helper function's where it stands, not where it is called. */
export function callsOfKinds(kinds: readonly CallKind[], { calls }: Analysis): Located {
  const found = calls.all.filter(
    (call) =>
      call.kinds.some((kind) => kinds.includes(kind)) ||
      (kinds.includes('sleep') && isSleepOfTimer(call)),
  );
  return located(found.map(placeOfCall));
}
