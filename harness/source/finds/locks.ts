import type { Analysis } from '../analysis.ts';
import { type Call, placeOfCall } from '../call.ts';
import { isReading } from '../fields.ts';
import type { Located } from '../find.ts';
import type { Meaning } from '../meaning/meaning.ts';
import { placeIn } from '../place.ts';
import { childrenOf, isFunction, isWithin, loopAround, type Node } from '../syntax.ts';
import { targetsOf, taskFunctionsOf } from '../targets.ts';
import { firstFound, located } from './located.ts';

const isAcquire = ({ name, kinds }: Call) => name === 'acquire' && kinds.includes('lock');
const isRelease = ({ name, kinds }: Call) => name === 'release' && kinds.includes('lock');
const isLock = (meanings: readonly Meaning[]) =>
  meanings.some((one) => one.is === 'object' && one.of === 'Lock');

/** A lock for each task; a lock acquired after the work; a function that gets one and does not use it. */
export function missingLocks(analysis: Analysis): Located {
  return firstFound([ownLocks, lateAcquires, unusedLocks], analysis);
}

function ownLocks(analysis: Analysis): Call[] {
  const inTasks = taskFunctionsOf(analysis);
  return analysis.calls.all.filter(
    ({ node, receiver, holder }) =>
      node.type === 'NewExpression' && isLock(receiver) && inTasks.has(holder),
  );
}

function lateAcquires({ calls, reach }: Analysis): Call[] {
  return calls.all.filter((call) => {
    if (!isAcquire(call) || !isLock(call.receiver)) return false;
    const own = reach.callsIn(call.holder);
    const before = own.slice(0, own.indexOf(call));
    return before.some((one) => reach.kindsOf(one).has('sleep')) && !before.some(isAcquire);
  });
}

/** The work in a target that has a lock among its parameters, and does not acquire it. */
function unusedLocks(analysis: Analysis): Call[] {
  const { calls, reach } = analysis;
  return [...targetsOf(analysis)].flatMap((fn) => {
    if (!isFunction(fn)) return [];
    const getsLock = fn.params.some((param) => isLock(calls.meanings.of(param as Node)));
    const own = reach.callsIn(fn);
    if (!getsLock || own.some((call) => isAcquire(call))) return [];
    return own.filter((call) => reach.kindsOf(call).has('sleep')).slice(0, 1);
  });
}

/** A lock that is never released, or is held while its holder sleeps or looks again and again. */
export function heldLocks(analysis: Analysis): Located {
  const { calls, reach } = analysis;
  for (const acquire of calls.all.filter(isAcquire)) {
    const own = reach.callsIn(acquire.holder);
    const after = own.slice(own.indexOf(acquire) + 1);
    const release = after.findIndex(isRelease);
    if (release === -1) return located([placeOfCall(acquire)]);
    const inLoop = after.slice(0, release).filter(({ node }) => {
      const loop = loopAround(node);
      return loop !== undefined && !isWithin(acquire.node, loop);
    });
    const waits = inLoop.filter((call) => reach.kindsOf(call).has('sleep'));
    if (waits.length > 0) return located(waits.map(placeOfCall), [placeOfCall(acquire)]);
  }
  return located([]);
}

/** A field that is read before the lock is acquired, or given to what acquires it. */
export function readsBeforeLocks({ calls, reach }: Analysis): Located {
  for (const acquire of calls.all.filter(isAcquire)) {
    const reads: Node[] = [];
    const look = (node: Node) => {
      if (node.start >= acquire.node.start) return;
      if (isReading(node)) reads.push(node);
      for (const child of childrenOf(node)) look(child);
    };
    look(acquire.holder);
    const own = reach.callsIn(acquire.holder);
    const isFirst = own.find(isAcquire) === acquire;
    if (!isFirst || reads.length === 0) continue;
    const { file } = acquire;
    return located(
      reads.map(({ start, end }) => placeIn(file, start, end)),
      [placeOfCall(acquire)],
    );
  }
  return located([]);
}
