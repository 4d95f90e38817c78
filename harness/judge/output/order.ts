import { spokenLines } from '../../trace/spoken.ts';
import type { Trace } from '../../trace/trace.ts';
import { isOneTask, type Swap } from '../../trace/turned-lines.ts';
import type { Beside } from './beside.ts';
import { lineDetector, type OutputDetector } from './line-detector.ts';
import { excerpt, timed } from './line-text.ts';
import { sleeperOf } from './shift.ts';

/** Two tasks of which each prints all that the other prints in the original. */
const tasksSwapped = lineDetector({
  id: 'tasks-swapped',
  find({ original, port, swap }) {
    if (swap === undefined) return undefined;
    const { task } = swap.before.original;
    const [wanted, found] = [textsOf(original), textsOf(port)];
    const [own, now] = [wanted.get(task), found.get(task)];
    const other = [...wanted.keys()].find(
      (name) => name !== task && found.get(name) === own && wanted.get(name) === now,
    );
    if (other === undefined || own === now) return undefined;
    return { evidence: { task, other }, lines: [swap.after.port] };
  },
  basis: 'time',
});

/** All that each task prints; without process ids, which are others. */
function textsOf(trace: Trace): Map<string, string> {
  const lines = Map.groupBy(spokenLines(trace), ({ task }) => task);
  const text = (of: readonly { text: string }[]) =>
    of.map(({ text }) => text.replaceAll(/⟨[^⟩]*⟩/g, '')).join('\n');
  return new Map([...lines].map(([task, own]) => [task, text(own)]));
}

/** Lines in an order that the original cannot have. */
const outOfOrder = (which: 'turned' | 'swap') =>
  lineDetector({
    id: 'lines-out-of-order',
    find(beside) {
      const swap = beside[which];
      return swap && { evidence: evidenceOf(swap, beside), lines: [swap.after.port] };
    },
    basis: 'time',
  });

function evidenceOf({ before, after, lines }: Swap, beside: Beside) {
  const sameTask = isOneTask(before, after);
  const sleeper = sleeperOf(timed(after), beside);
  const isWaiting = sameTask && after.port.time < before.port.time;
  return {
    first: excerpt(after.port),
    second: excerpt(before.port),
    apart: after.original.time - before.original.time,
    sameTask,
    lines,
    ...(sleeper !== undefined && { sleeper }),
    ...(isWaiting && { waiting: after.port.task }),
  };
}

/** Two statements of a task have changed places, whatever else is another. */
export const linesTurned = outOfOrder('turned');
/** All lines are there. */
export const ORDER_DETECTORS: readonly OutputDetector[] = [tasksSwapped, outOfOrder('swap')];
