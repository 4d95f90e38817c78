import type { Analysis } from '../analysis.ts';
import { awaiting, type Call } from '../call.ts';
import type { Located } from '../find.ts';
import { isSleepOfTimer } from '../reach.ts';
import { isFunction, type Node } from '../syntax.ts';
import { asyncForEach, droppedSleeps, droppedWork } from './dropped.ts';
import { firstFound } from './located.ts';

/** Sleeps that nobody awaits, timers in place of sleeps, and calls that lead to a sleep. */
export function sleepsNotAwaited(analysis: Analysis): Located {
  return firstFound([sleeps, timersForSleeps, asyncForEach, droppedWork], analysis);
}

const sleeps = (analysis: Analysis) =>
  droppedSleeps(analysis).filter((call) => !analysis.reach.kindsOf(call).has('print'));

/** `setTimeout(() => {}, …)` and `await setTimeout(…)`: the global one returns no promise. */
const timersForSleeps = ({ calls }: Analysis) =>
  calls.all.filter(
    (call) =>
      call.name === 'setTimeout' &&
      call.kinds.includes('timer') &&
      !isSleepOfTimer(call) &&
      (awaiting(call.node) !== undefined || isEmpty(call)),
  );

/** The callback does nothing. */
function isEmpty({ node }: Call): boolean {
  const [callback] = 'arguments' in node ? (node.arguments as Node[]) : [];
  if (!callback || !isFunction(callback)) return false;
  const body = callback.body as Node | null;
  return body?.type === 'BlockStatement' && body.body.length === 0;
}
