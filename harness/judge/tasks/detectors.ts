import type { TaskCounts } from '../../messages/evidence/values.ts';
import { matchLines, numberless } from '../../trace/match-lines.ts';
import { type Task, type Trace, UNKNOWN_TASK } from '../../trace/trace.ts';
import { type AnyDetector, detector } from '../detector.ts';
import type { Runs } from '../runs.ts';
import { linesOf, workOf } from '../subject.ts';
import { ROUNDING } from '../tolerance.ts';

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
const OTHER_TASKS = [...OTHER_WORK, 'not-shared', 'missing-lines', 'extra-lines'] as const;

const STARTS = { find: 'calls', kinds: ['start'] } as const;
const CREATES = [{ find: 'calls', kinds: ['create'] }, STARTS] as const;

export function countsOf(tasks: readonly Task[]): TaskCounts {
  const count = (kind: Task['kind']) => tasks.filter((task) => task.kind === kind).length;
  return { processes: count('process'), threads: count('thread') };
}

/** The tasks beside main. */
function familiesOf({ original, port }: Runs) {
  const children = ({ tasks }: Trace) => tasks.filter(({ parent }) => parent !== null);
  const [found, wanted] = [children(port.trace), children(original.trace)];
  const counts = { found: countsOf(found), wanted: countsOf(wanted) };
  return { found, wanted, counts, more: found.length - wanted.length };
}

const unobserved = detector({
  id: 'unobserved-task',
  find({ original, port }) {
    const unseen = ({ observed, command }: Task) => !observed && command === undefined;
    for (const program of ['original', 'port'] as const) {
      const task = { original, port }[program].trace.tasks.find(unseen);
      if (task !== undefined) return { task: task.id, program };
    }
    return undefined;
  },
  look: () => [STARTS],
  explains: OTHER_TASKS,
});

/** A task starts others that should start none: it does what only main should do. */
const childStartsTasks = detector({
  id: 'child-starts-tasks',
  find(runs) {
    const { counts, more } = familiesOf(runs);
    const parents = new Set(runs.original.trace.tasks.map(({ parent }) => parent));
    const child = runs.port.trace.tasks.find(({ parent }) => parent && !parents.has(parent));
    if (more <= 0 || child?.parent == null || child.parent === 'main') return undefined;
    return { task: child.parent, child: child.id, ...counts };
  },
  look: () => [{ find: 'missing-guard' }, STARTS],
  explains: 'all',
});

const promises = detector({
  id: 'promises-for-tasks',
  find(runs) {
    const { found, more, counts } = familiesOf(runs);
    return found.length === 0 && more < 0 && overlap(runs.port.trace) ? counts : undefined;
  },
  look: () => [{ find: 'calls', kinds: ['promise'] }, { find: 'call-for-start' }],
  explains: OTHER_TASKS,
});

/** Whether two sleeps are under way at the same time: of one task, promises. */
function overlap(trace: Trace): boolean {
  const work = workOf(trace);
  return work.some(({ from }, index) => from + ROUNDING < (work[index - 1]?.to ?? 0));
}

const calledNotStarted = detector({
  id: 'called-not-started',
  find(runs) {
    const { counts, more } = familiesOf(runs);
    const [own, due] = [runs.port, runs.original].map(
      ({ trace }) => workOf(trace).filter(({ task }) => task === 'main').length,
    ) as [number, number];
    return more < 0 && own > due ? counts : undefined;
  },
  look: () => [{ find: 'call-for-start' }, STARTS],
  // Who is called holds up what should run beside it, and may wait for that without end.
  explains: [...OTHER_TASKS, 'wrong-text', 'daemon-joined', 'deadlock'],
});

const wrongKind = detector({
  id: 'wrong-task-kind',
  find(runs) {
    const { more, counts } = familiesOf(runs);
    const tasks = otherKinds(runs);
    const [{ kind } = { kind: undefined }] = tasks;
    if (more !== 0 || kind === undefined || tasks.some((each) => each.kind !== kind)) return;
    return { ...counts, kind, tasks: tasks.map(({ id }) => id) };
  },
  look: () => CREATES,
  // A thread has the id of its process, and what threads share processes do not.
  explains: ['wrong-process-id', 'not-shared', 'lost-update'],
});

/** Tasks of the port whose twins are of the other kind. */
function otherKinds({ original, port }: Runs): Task[] {
  const kinds = new Map(original.trace.tasks.map(({ id, kind }) => [id, kind]));
  return port.trace.tasks.filter(({ id, kind }) => kinds.has(id) && kinds.get(id) !== kind);
}

const wrongParent = detector({
  id: 'wrong-parent',
  find(runs) {
    const { found, wanted, more } = familiesOf(runs);
    const without = (some: Task[], others: Task[]) =>
      some.find(({ id }) => others.every((other) => other.id !== id));
    const [moved, place] = [without(found, wanted), without(wanted, found)];
    if (more !== 0 || !moved?.parent || !place?.parent) return undefined;
    return { task: moved.id, found: moved.parent, wanted: place.parent };
  },
  look: () => [STARTS],
  explains: OTHER_TASKS,
});

/** Processes and threads take turns otherwise than in the original. */
const wrongCreationOrder = detector({
  id: 'wrong-creation-order',
  find(runs) {
    const [first] = otherKinds(runs);
    if (first === undefined || familiesOf(runs).more !== 0) return undefined;
    return { first: first.id, kind: first.kind };
  },
  look: () => CREATES,
  explains: OTHER_TASKS,
});

const oneTaskPerJob = detector({
  id: 'one-task-per-job',
  find(runs) {
    const { found, more, counts } = familiesOf(runs);
    return more > 0 && found.length === workOf(runs.port.trace).length ? counts : undefined;
  },
  look: () => [{ find: 'calls', kinds: ['pool'] }, STARTS],
  explains: [...OTHER_TASKS, 'wrong-pool-size'],
});

const wrongCount = detector({
  id: 'wrong-task-count',
  find(runs) {
    const { more, counts } = familiesOf(runs);
    return more === 0 ? undefined : counts;
  },
  look: () => [STARTS],
  explains: OTHER_TASKS,
});

/** Lines of main that a child prints, or of a child that main prints. */
export function borrowedLines({ original, port }: Runs) {
  const [expected, found] = [original, port].map(({ trace }) => linesOf(trace)) as [[], []];
  return matchLines(expected, found, ({ text }) => numberless(text)).matched.filter(
    ({ original, port }) =>
      port.task !== UNKNOWN_TASK && (original.task === 'main') !== (port.task === 'main'),
  );
}

const printedByAnother = detector({
  id: 'printed-by-another-task',
  find(runs) {
    const [line] = borrowedLines(runs);
    return line && { line: line.port.text, found: line.port.task, wanted: line.original.task };
  },
  look: ({ line }) => [{ find: 'printing', lines: [line] }],
  explains: OTHER_WORK,
});

/** In order: a later one relies on what an earlier one did not find. */
export const TASK_DETECTORS: readonly AnyDetector[] = [
  // Of tasks that were started without end some had no time to report in.
  childStartsTasks,
  unobserved,
  promises,
  calledNotStarted,
  wrongKind,
  wrongParent,
  wrongCreationOrder,
  oneTaskPerJob,
  wrongCount,
  printedByAnother,
];
