import type { TaskCounts } from '../../messages/evidence/values.ts';
import { matchLines, numberless } from '../../trace/match-lines.ts';
import { workOf } from '../../trace/sleeps.ts';
import { spokenLines } from '../../trace/spoken.ts';
import { type Task, type Trace, UNKNOWN_TASK } from '../../trace/trace.ts';
import { type AnyDetector, detector } from '../detector.ts';
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

/** What a task draws, and when it does its work, depends on which task that is. */
const OTHER_WORK = [
  'drawn-elsewhere',
  'wrong-duration',
  'wrong-range',
  'shared-draw',
  'wrong-number',
  'wrong-total',
  'ran-in-sequence',
  'ran-in-parallel',
  'lines-out-of-order',
  'tasks-swapped',
  'printed-too-early',
  'printed-too-late',
  'output-held-back',
  'order-never-occurs',
  'impossible-order',
  'wrong-process-id',
] as const;
/** The port has other tasks. */
const OTHER_TASKS = [
  ...OTHER_WORK,
  'not-shared',
  'missing-lines',
  'stops-too-early',
  'extra-lines',
] as const;

const STARTS = { find: 'calls', kinds: ['start'] } as const;
const CREATES = [{ find: 'calls', kinds: ['create'] }, STARTS] as const;
const CALLS = [{ find: 'call-for-start' }, { find: 'sleep-in-main' }, STARTS] as const;

/** Where a pool of so many is made. */
const poolOf = ({ processes, threads }: TaskCounts) =>
  ({ find: 'calls', kinds: ['pool', 'create'], literal: processes + threads }) as const;

/** A task that should start none starts some; they may have had no time to report in. */
export const childStartsTasks = detector({
  id: 'child-starts-tasks',
  find({ original, found, counts, more }: TaskRuns) {
    const parents = new Set<string | null>(['main']);
    for (const { parent } of original.trace.tasks) parents.add(parent);
    const child = found.find(({ parent }) => !parents.has(parent));
    return more > 0 && child?.parent
      ? { task: child.parent, child: child.id, ...counts }
      : undefined;
  },
  look: () => [{ find: 'missing-guard' }, { find: 'child-branch' }, STARTS],
  explains: 'all',
});

/** In order: a later one relies on what an earlier one did not find. */
export const TASK_DETECTORS: readonly AnyDetector<TaskRuns>[] = [
  childStartsTasks,
  detector({
    id: 'unobserved-task',
    find({ original, port }: TaskRuns) {
      const unseen = ({ observed, command }: Task) => !observed && command === undefined;
      const [own, other] = [port, original].map(({ trace }) => trace.tasks.find(unseen)?.id);
      if (other !== undefined) return { task: other, program: 'original' as const };
      return own === undefined ? undefined : { task: own, program: 'port' as const };
    },
    look: () => [STARTS],
    explains: OTHER_TASKS,
  }),
  detector({
    id: 'promises-for-tasks',
    find: ({ found, more, counts, ...runs }: TaskRuns) =>
      found.length === 0 && more < 0 && doSleepsOverlap(runs) ? counts : undefined,
    look: () => [{ find: 'calls', kinds: ['promise'] }, ...CALLS],
    explains: OTHER_TASKS,
  }),
  detector({
    id: 'called-not-started',
    find: ({ original, port, counts, more }: TaskRuns) =>
      more < 0 && sleepsOfMain(port) > sleepsOfMain(original) ? counts : undefined,
    look: () => CALLS,
    // Who is called holds up what should run beside it, and may wait for that without end.
    explains: [...OTHER_TASKS, 'wrong-text', 'daemon-joined', 'deadlock'],
  }),
  detector({
    id: 'wrong-task-kind',
    find({ otherKind, counts, more }: TaskRuns) {
      const [kind, ...others] = new Set(otherKind.map((task) => task.kind));
      if (more !== 0 || kind === undefined || others.length > 0) return undefined;
      return { ...counts, kind, tasks: otherKind.map(({ id }) => id) };
    },
    look: ({ kind, tasks: [first = ''] }) => [
      { find: 'created', what: kind, nth: Number(first.split('.').at(-1)) },
      ...CREATES,
    ],
    // A thread has the id of its process, and what threads share processes do not.
    explains: ['wrong-process-id', 'not-shared', 'lost-update'],
  }),
  detector({
    id: 'wrong-parent',
    find({ found, wanted, more }: TaskRuns) {
      const without = (some: Task[], others: Task[]) =>
        some.find(({ id }) => others.every((other) => other.id !== id));
      const [moved, place] = [without(found, wanted), without(wanted, found)];
      if (more !== 0 || !moved?.parent || !place?.parent) return undefined;
      return { task: moved.id, found: moved.parent, wanted: place.parent };
    },
    look: ({ task }) => [{ find: 'creation', task }, STARTS],
    explains: OTHER_TASKS,
  }),
  // Processes and threads take turns otherwise than in the original.
  detector({
    id: 'wrong-creation-order',
    find: ({ otherKind: [first], more }: TaskRuns) =>
      first && more === 0 ? { first: first.id, kind: first.kind } : undefined,
    look: ({ first }) => [{ find: 'creation', task: first }, ...CREATES],
    explains: OTHER_TASKS,
  }),
  detector({
    id: 'one-task-per-job',
    find({ original, port, found, wanted, counts, more }: TaskRuns) {
      const [jobs, due] = [workOf(port.trace).length, workOf(original.trace).length];
      return more > 0 && found.length === jobs && due > wanted.length ? counts : undefined;
    },
    look: ({ found }) => [poolOf(found), { find: 'calls', kinds: ['pool'] }, STARTS],
    explains: [...OTHER_TASKS, 'wrong-pool-size'],
  }),
  detector({
    id: 'wrong-task-count',
    find: ({ counts, more }: TaskRuns) => (more === 0 ? undefined : counts),
    look: ({ found }) => [poolOf(found), ...CREATES],
    explains: OTHER_TASKS,
  }),
  detector({
    id: 'printed-by-another-task',
    find(runs: TaskRuns) {
      const [line] = borrowedLines(runs);
      return line && { line: line.port.text, found: line.port.task, wanted: line.original.task };
    },
    look: ({ line, found: task }) => [
      { find: 'relayed-output' },
      { find: 'printing', lines: [line], task },
      { find: 'calls', kinds: ['print'], task },
      { find: 'printing', lines: [line] },
    ],
    explains: OTHER_WORK,
  }),
];
