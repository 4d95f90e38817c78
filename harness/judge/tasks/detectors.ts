import type { TaskCounts } from '../../messages/evidence/values.ts';
import { matchLines, numberless } from '../../trace/match-lines.ts';
import { workOf } from '../../trace/sleeps.ts';
import { spokenLines } from '../../trace/spoken.ts';
import { type Task, type Trace, UNKNOWN_TASK } from '../../trace/trace.ts';
import type { Detector } from '../detector.ts';
import type { Runs } from '../runs.ts';
import { ROUNDING } from '../tolerance.ts';

/** The tasks beside main: of the port, and as they should be. */
export interface TaskRuns extends Runs {
  found: Task[];
  wanted: Task[];
  counts: { found: TaskCounts; wanted: TaskCounts };
  /** So many more than there should be. */
  more: number;
  /** Those whose twins are of the other kind. */
  otherKind: Task[];
}

export function taskRuns(runs: Runs): TaskRuns {
  const children = ({ tasks }: Trace) => tasks.filter(({ parent }) => parent !== null);
  const [found, wanted] = [children(runs.port.trace), children(runs.original.trace)];
  const counts = { found: countsOf(found), wanted: countsOf(wanted) };
  const kinds = new Map(wanted.map(({ id, kind }) => [id, kind]));
  const otherKind = found.filter(({ id, kind }) => (kinds.get(id) ?? kind) !== kind);
  return { ...runs, found, wanted, counts, more: found.length - wanted.length, otherKind };
}

export function countsOf(tasks: readonly Task[]): TaskCounts {
  const count = (kind: Task['kind']) => tasks.filter((task) => task.kind === kind).length;
  return { processes: count('process'), threads: count('thread') };
}

/** Two sleeps are under way at the same time: of one task, promises. */
function doSleepsOverlap({ port }: Runs): boolean {
  const work = workOf(port.trace);
  return work.some(({ from }, index) => from + ROUNDING < (work[index - 1]?.to ?? 0));
}

const sleepsOfMain = ({ trace }: Runs['port']) =>
  workOf(trace).filter(({ task }) => task === 'main').length;

/** Lines of main that a child prints, or of a child that main prints. */
export function borrowedLines({ original, port }: Runs) {
  const [expected, found] = [spokenLines(original.trace), spokenLines(port.trace)];
  return matchLines(expected, found, ({ text }) => numberless(text)).matched.filter(
    ({ original, port }) =>
      port.task !== UNKNOWN_TASK && (original.task === 'main') !== (port.task === 'main'),
  );
}

/** A task that should start none starts some; they may have had no time to report in. */
export const childStartsTasks: Detector<TaskRuns> = {
  id: 'child-starts-tasks',
  find({ original, found, counts, more }: TaskRuns) {
    const parents = new Set<string | null>(['main']);
    for (const { parent } of original.trace.tasks) parents.add(parent);
    const child = found.find(({ parent }) => !parents.has(parent));
    return more > 0 && child?.parent
      ? { task: child.parent, child: child.id, ...counts }
      : undefined;
  },
};

/** In order: a later one relies on what an earlier one did not find. */
export const TASK_DETECTORS: readonly Detector<TaskRuns>[] = [
  childStartsTasks,
  {
    id: 'unobserved-task',
    find({ original, port }) {
      const unseen = ({ observed, command }: Task) => !observed && command === undefined;
      const [own, other] = [port, original].map(({ trace }) => trace.tasks.find(unseen)?.id);
      if (other !== undefined) return { task: other, program: 'original' as const };
      return own === undefined ? undefined : { task: own, program: 'port' as const };
    },
  },
  {
    id: 'promises-for-tasks',
    find: ({ found, more, counts, ...runs }) =>
      found.length === 0 && more < 0 && doSleepsOverlap(runs) ? counts : undefined,
  },
  {
    id: 'called-not-started',
    find: ({ original, port, counts, more }) =>
      more < 0 && sleepsOfMain(port) > sleepsOfMain(original) ? counts : undefined,
  },
  {
    id: 'wrong-task-kind',
    find({ otherKind, counts, more }) {
      const [kind, ...others] = new Set(otherKind.map((task) => task.kind));
      if (more !== 0 || kind === undefined || others.length > 0) return undefined;
      return { ...counts, kind, tasks: otherKind.map(({ id }) => id) };
    },
  },
  {
    id: 'wrong-parent',
    find({ found, wanted, more }) {
      const without = (some: Task[], others: Task[]) =>
        some.find(({ id }) => others.every((other) => other.id !== id));
      const [moved, place] = [without(found, wanted), without(wanted, found)];
      if (more !== 0 || !moved?.parent || !place?.parent) return undefined;
      return { task: moved.id, found: moved.parent, wanted: place.parent };
    },
  },
  // Processes and threads take turns otherwise than in the original.
  {
    id: 'wrong-creation-order',
    find: ({ otherKind: [first], more }) =>
      first && more === 0 ? { first: first.id, kind: first.kind } : undefined,
  },
  {
    id: 'one-task-per-job',
    find({ original, port, found, wanted, counts, more }) {
      const [jobs, due] = [workOf(port.trace).length, workOf(original.trace).length];
      return more > 0 && found.length === jobs && due > wanted.length ? counts : undefined;
    },
  },
  {
    id: 'wrong-task-count',
    find: ({ counts, more }) => (more === 0 ? undefined : counts),
  },
  {
    id: 'printed-by-another-task',
    find(runs) {
      const [line] = borrowedLines(runs);
      return line && { line: line.port.text, found: line.port.task, wanted: line.original.task };
    },
  },
];
