import type { Analysis } from '../analysis.ts';
import type { Call } from '../call.ts';
import { fateOf } from '../fate.ts';
import { returnsOf } from '../meaning/code.ts';
import { isAsync, isFunction, type Node, plain } from '../syntax.ts';

/** Calls that lead to a sleep of the event loop, and whose promise nobody awaits. */
export function droppedSleeps(analysis: Analysis): Call[] {
  return droppedCalls(analysis).filter((call) => analysis.reach.kindsOf(call).has('sleep'));
}

/** Calls whose promise nobody awaits. */
export function droppedCalls({ calls }: Analysis): Call[] {
  return calls.all.filter(
    (call) =>
      call.isPromise &&
      call.node.type !== 'AwaitExpression' &&
      !isLastWord(call.node) &&
      !isReturned(call) &&
      fateOf(call.node, calls) === 'dropped',
  );
}

/** The outermost dropped calls: `gather(…)`, not what it gathers. */
export function droppedWork(analysis: Analysis): Call[] {
  return [...new Set(droppedSleeps(analysis).map((call) => outermost(call, analysis)))];
}

/** `files.forEach(async (file) => …)`, which waits for none of the promises. */
export function asyncForEach({ calls, reach }: Analysis): Call[] {
  return calls.all.filter(
    ({ name, runs }) =>
      name === 'forEach' &&
      runs.some(
        (fn) => isAsync(fn) && (reach.kindsIn(fn).has('join') || reach.kindsIn(fn).has('sleep')),
      ),
  );
}

/** The outermost call of the statement that a call is in. */
export function outermost(call: Call, { calls }: Analysis): Call {
  let found = call;
  for (let at = call.node.parent; at && !isFunction(at); at = at.parent) {
    if (at.type === 'ExpressionStatement' || at.type === 'VariableDeclaration') break;
    found = calls.byNode.get(at) ?? found;
  }
  return found;
}

/** Whether a function returns it: then the caller drops it. */
export const isReturned = ({ node, holder }: Call) =>
  returnsOf(holder).some((value) => plain(value) === node);

/** `main();` as the last statement of a program: the program ends when its promise is settled. */
function isLastWord(node: Node): boolean {
  const statement = node.parent;
  if (statement?.type !== 'ExpressionStatement') return false;
  let at: Node = statement;
  for (let parent: Node | null | undefined = at.parent; parent; parent = parent.parent) {
    if (isFunction(parent)) return false;
    if (parent.type === 'Program' || parent.type === 'BlockStatement') {
      if (parent.body.at(-1) !== at) return false;
    }
    at = parent;
  }
  return true;
}
