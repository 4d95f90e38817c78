import type { Analysis } from '../analysis.ts';
import { awaiting, type Call, placeOfCall } from '../call.ts';
import type { Located } from '../find.ts';
import { isFunction, isWithin, loopAround, type Node, propertyName } from '../syntax.ts';
import { isWork } from '../work.ts';
import { droppedCalls, outermost } from './dropped.ts';
import { located } from './located.ts';

/** Calls that give a promise of whatever kind, which nobody awaits. */
export function droppedPromises(analysis: Analysis): Located {
  const dropped = droppedCalls(analysis).filter((call) => !isCaught(call));
  // Of `gather(download())` only the outer one.
  const inner = new Set(dropped.filter((call) => dropped.some((other) => isAround(other, call))));
  return located(dropped.filter((call) => !inner.has(call)).map(placeOfCall));
}

/** `save().catch(…)`. */
function isCaught({ node: { parent } }: Call): boolean {
  return (
    parent?.type === 'MemberExpression' &&
    propertyName(parent.property, parent.computed) === 'catch'
  );
}

const isAround = (outer: Call, inner: Call) =>
  outer !== inner &&
  outer.holder === inner.holder &&
  outer.node.start <= inner.node.start &&
  outer.node.end >= inner.node.end;

/** `new Promise(…)` whose executor does not look at its resolve. */
export function unresolvedPromises({ calls }: Analysis): Located {
  const found = calls.all.filter(({ node, file, name, runs: [executor] }) => {
    if (node.type !== 'NewExpression' || name !== 'Promise') return false;
    if (!executor || !isFunction(executor)) return false;
    const [resolve] = executor.params as Node[];
    const references = resolve ? (file.bindings.get(resolve)?.references.length ?? 0) : 0;
    return references <= 1;
  });
  return located(found.map(placeOfCall));
}

/** What decides how many promises work at once: a loop that begins all, or a gather of workers. */
export function promisePools(analysis: Analysis): Located {
  const { calls, reach } = analysis;
  const unbounded = unawaitedWork(analysis).filter(({ node }) => loopAround(node));
  if (unbounded.length > 0) return located(unbounded.map(placeOfCall));
  const workers = calls.all.filter((call) => {
    const kinds = reach.kindsOf(call);
    return call.runs.length > 0 && kinds.has('sleep') && kinds.has('loop');
  });
  const gathers = calls.all.filter(
    ({ node, kinds }) =>
      kinds.includes('promise') && workers.some((one) => isWithin(one.node, node)),
  );
  const own = gathers.filter(({ node }) => !isRunOfMain(node));
  return located(own.map(placeOfCall));
}

/** `run(main())`, which gathers nothing. */
const isRunOfMain = (node: Node) =>
  node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'run';

/** Work whose promise is awaited together with others: in a loop first, since that begins more. */
export function begunTogether(analysis: Analysis): Located {
  const begun = unawaitedWork(analysis);
  const inLoop = begun.filter(({ node }) => loopAround(node));
  return located([...inLoop, ...begun.filter((call) => !inLoop.includes(call))].map(placeOfCall));
}

function unawaitedWork(analysis: Analysis): Call[] {
  const work = analysis.calls.all.filter(
    (call) => isWork(call, analysis) && call.isPromise && !awaiting(call.node),
  );
  return [...new Set(work.map((call) => outermost(call, analysis)))];
}
