import type { Analysis } from './analysis.ts';
import type { Call } from './call.ts';
import type { Node } from './syntax.ts';

/** A call of a function that does a task's work: it prints and sleeps, and so does none that it calls. */
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
