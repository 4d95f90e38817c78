import type { Find } from '../../source/find.ts';
import { spokenLines } from '../../trace/spoken.ts';
import type { Trace } from '../../trace/trace.ts';
import { lineDetector, OTHER_DRAWS, type OutputDetector } from './line-detector.ts';
import { excerpt, timed } from './line-text.ts';
import { sleeperOf } from './shift.ts';
import { isOneTask, type Swap } from './swap.ts';

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
    const look = [{ find: 'calls', kinds: ['start'] }] as const;
    return { evidence: { task, other }, lines: [swap.after.port], look };
  },
  explains: ['lines-out-of-order', 'wrong-creation-order', 'wrong-duration', 'drawn-elsewhere'],
  basis: 'time',
});

/** All that each task prints; without process ids, which are others. */
function textsOf(trace: Trace): Map<string, string> {
  const lines = Map.groupBy(spokenLines(trace), ({ task }) => task);
  const text = (of: readonly { text: string }[]) =>
    of.map(({ text }) => text.replaceAll(/⟨[^⟩]*⟩/g, '')).join('\n');
  return new Map([...lines].map(([task, own]) => [task, text(own)]));
}

/** Two statements of a task have changed places, whatever else is another. */
export const linesTurned = lineDetector({
  id: 'lines-out-of-order',
  find: ({ turned }) => turned && { evidence: evidenceOf(turned), lines: [turned.after.port] },
  explains: [...OTHER_DRAWS, 'impossible-order'],
  basis: 'time',
});

const linesOutOfOrder = lineDetector({
  id: 'lines-out-of-order',
  find(beside) {
    if (beside.swap === undefined) return undefined;
    const { before, after } = beside.swap;
    const { task, text: line } = after.port;
    const evidence = evidenceOf(beside.swap);
    const isSent = sleeperOf(timed(after), beside) !== undefined;
    const waits = evidence.sameTask && after.port.time < before.port.time;
    const look: Find[] = [
      ...(isSent ? [{ find: 'sent-too-early' } as const] : []),
      { find: 'result-order', line },
      ...(waits ? [{ find: 'calls', kinds: ['join'], task } as const] : []),
    ];
    return { evidence, lines: [after.port], look };
  },
  explains: ['impossible-order', 'order-never-occurs'],
  basis: 'time',
});

const evidenceOf = ({ before, after, lines }: Swap) => ({
  first: excerpt(after.port),
  second: excerpt(before.port),
  apart: after.original.time - before.original.time,
  sameTask: isOneTask(before, after),
  lines,
});

/** All lines are there, in an order that the original cannot have. */
export const ORDER_DETECTORS: readonly OutputDetector[] = [tasksSwapped, linesOutOfOrder];
