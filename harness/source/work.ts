import type { Analysis } from './analysis.ts';
import type { Call } from './call.ts';
import type { Node } from './syntax.ts';

/** Whether a call does a task's work: its function prints and sleeps, and none that it calls does both. */
export function isWork(call: Call, analysis: Analysis): boolean {
  return call.runs.some((fn) => isWorkFunction(fn, analysis));
}

export function isWorkFunction(fn: Node, { reach }: Analysis): boolean {
  return (
    printsAndSleeps(fn, reach) &&
    !reach
      .callsIn(fn)
      .some(({ runs }) => runs.some((inner) => inner !== fn && printsAndSleeps(inner, reach)))
  );
}

function printsAndSleeps(fn: Node, { kindsIn }: Analysis['reach']): boolean {
  const kinds = kindsIn(fn);
  return kinds.has('sleep') && kinds.has('print') && !kinds.has('start');
}
