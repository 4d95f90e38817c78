import type { Trace } from '../../trace/trace.ts';
import { beginnings, formula, plain, predict, type SimpleLaw } from '../law.ts';
import { isOver, type Look, type Sleep } from '../subject.ts';
import { ROUNDING, type Tolerance } from '../tolerance.ts';
import type { Problem } from './durations-mistake.ts';
import { expectation, type Phase } from './phase.ts';

const LOOK_BETWEEN_STARTS: Look = {
  sentence: 'starts: what is awaited, or joined, between one and the next',
  find: { calls: ['start', 'join'] },
};
const LOOK_AT_LOCKS: Look = {
  sentence: 'locks: which tasks share one, and what it is held for',
  find: { calls: ['lock'] },
};
const LOOK_AT_AWAITS: Look = {
  sentence: 'sleeps: each is awaited before the next begins',
  find: { calls: ['sleep'] },
};
const LOOK_AT_POOL: Look = {
  sentence: 'the pool: how many workers, and whether all jobs are handed in before one is awaited',
  find: { calls: ['pool'] },
};
const LOOK_AT_DEADLINES: Look = {
  sentence: 'deadlines: what each cuts off, and how that is told so',
  find: { calls: ['timer', 'sleep'] },
};
const LOOK_AT_QUEUE: Look = {
  sentence: 'what passes the items on: each as soon as it is done, and not before',
  find: { calls: ['message'] },
};

/** What is wrong with when the sleeps of a phase began, by what they followed. */
export function orderProblem(
  phase: Phase,
  { overhead: slack, starts: late }: Pick<Tolerance, 'overhead' | 'starts'>,
  trace: Trace,
): Problem | undefined {
  const { law, sleeps } = phase;
  if (sleeps.length < 2) return undefined;
  const order = arrangement(sleeps);
  if (law.kind === 'min' && order === 'max') return uncut(phase);
  if (law.kind === 'sum' || law.kind === 'max' || law.kind === 'min') {
    if (order === law.kind) return undefined;
    if (law.kind !== 'sum' && beganTogether(sleeps, late)) return undefined;
    return law.kind === 'sum' ? tooEarly(phase, order) : tooLate(phase, order, trace);
  }
  const origin = (sleeps[0] as Sleep).from;
  const starts = beginnings(law, sleeps, (index) => (sleeps[index] as Sleep).to - origin);
  const at = starts.findIndex((start, index) => {
    const found = (sleeps[index] as Sleep).from - origin;
    return found < start - ROUNDING || found > start + slack + ROUNDING;
  });
  if (at === -1) return undefined;
  const due = (starts[at] as number) + origin;
  return law.kind === 'pool'
    ? poolProblem(phase, order, sleeps[at] as Sleep, due, law.workers)
    : pipelineProblem(phase, order, sleeps[at] as Sleep, due);
}

/** What should be one after the other is not. */
function tooEarly(phase: Phase, order: Arrangement): Problem {
  const lack =
    tasksOf(phase.sleeps).size === 1
      ? { why: 'is an `await` missing?', look: LOOK_AT_AWAITS }
      : { why: 'is a lock missing, or has each its own?', look: LOOK_AT_LOCKS };
  const sentence = `ran side by side: ${sumText(phase, order)}${expectation(phase)}; ${lack.why}`;
  return { sentence, look: lack.look };
}

/** What the first should have cut off is not. */
function uncut(phase: Phase): Problem | undefined {
  const { law, sleeps } = phase;
  const whole = sleeps.filter(isOver).find(({ seconds }) => seconds > predict(law, sleeps));
  if (whole === undefined) return undefined;
  const sentence = `${whole.task} slept its ${plain(whole.seconds)} s to the end, ${expectation(phase)}`;
  return { sentence, look: LOOK_AT_DEADLINES };
}

/** What should be side by side is not. */
function tooLate(phase: Phase, order: Arrangement, trace: Trace): Problem {
  const [one, next] = firstApart(phase.sleeps);
  const how = order === 'sum' ? 'ran one after the other' : 'did not run all side by side';
  const { why, look } = whyLate(one, next, trace);
  return { sentence: `${how}: ${sumText(phase, order)}${expectation(phase)}; ${why}`, look };
}

function whyLate(one: Sleep, next: Sleep, trace: Trace): { why: string; look: Look } {
  if (one.task === next.task) {
    return {
      why: `${one.task} does both, one by one: is each awaited in turn, or run() called for start()?`,
      look: LOOK_BETWEEN_STARTS,
    };
  }
  const start = trace.events.find(({ type, task }) => type === 'start' && task === next.task);
  if (start !== undefined && start.time < one.to) {
    return {
      why: `${next.task} was there from ${start.time.toFixed(2)} s on, but slept only when ${one.task} had woken: do both want one lock?`,
      look: LOOK_AT_LOCKS,
    };
  }
  return {
    why: `${next.task} slept only when ${one.task} had woken: is there an \`await\`, or a join, between the two starts?`,
    look: LOOK_BETWEEN_STARTS,
  };
}

function poolProblem(
  phase: Phase,
  order: Arrangement,
  { task, seconds, from }: Sleep,
  due: number,
  workers: number,
): Problem {
  const look = LOOK_AT_POOL;
  const expected = expectation(phase);
  const size = tasksOf(phase.sleeps).size;
  // Coroutines are workers, too, all in one task.
  const areTasks = size > 1 || phase.sleeps[0]?.task !== 'main';
  const small =
    areTasks && size < workers ? `the pool has ${size} of ${workers} workers` : undefined;
  if (order === 'sum') {
    const why = small ?? 'is there an `await` between the jobs? Hand in all, then wait';
    return {
      sentence: `ran one after the other: ${totalOf(phase, 'sum')}, ${expected}; ${why}`,
      look,
    };
  }
  if (order === 'max') {
    const why = `${phase.sleeps.length} jobs at once, ${areTasks ? `by ${size} tasks` : 'in one task'}: the pool has ${workers} workers, and not one for each job`;
    return {
      sentence: `ran all side by side: ${totalOf(phase, 'max')}, ${expected}; ${why}`,
      look,
    };
  }
  const what = `${task} began its ${plain(seconds)} s at ${from.toFixed(2)} s`;
  const why =
    from < due
      ? `when all ${workers} workers were busy until ${due.toFixed(2)} s: is the pool larger?`
      : `though a worker was free from ${due.toFixed(2)} s on: ${small ?? 'is there an `await` between the jobs?'}`;
  return { sentence: `${what}, ${why}; ${expected}`, look };
}

function pipelineProblem(
  phase: Phase,
  order: Arrangement,
  { task, seconds, from }: Sleep,
  due: number,
): Problem {
  const look = LOOK_AT_QUEUE;
  const expected = expectation(phase);
  if (order === 'sum') {
    const why = `${task} began only at ${from.toFixed(2)} s, when the stage before was done with all: is each item passed on as soon as it is done?`;
    return {
      sentence: `ran one after the other: ${totalOf(phase, 'sum')}, ${expected}; ${why}`,
      look,
    };
  }
  const what = `${task} began its ${plain(seconds)} s at ${from.toFixed(2)} s`;
  const why =
    from < due
      ? `before the stage before it was done with that, at ${due.toFixed(2)} s: is an item passed on before it is done?`
      : `though it could have begun at ${due.toFixed(2)} s: is an item passed on only when others are done, too?`;
  return { sentence: `${what}, ${why}; ${expected}`, look };
}

const totalOf = ({ sleeps }: Phase, kind: 'sum' | 'max') =>
  `${predict({ kind }, sleeps).toFixed(2)} s`;

/** What the total was, by the law that the sleeps did keep: `13.00 = 7 + 6, `. */
function sumText({ sleeps }: Phase, order: Arrangement): string {
  if (order === 'mixed') return '';
  const law: SimpleLaw = { kind: order };
  return `${predict(law, sleeps).toFixed(2)} = ${formula(law, sleeps)}, `;
}

const tasksOf = (sleeps: readonly Sleep[]) => new Set(sleeps.map(({ task }) => task));

type Arrangement = 'sum' | 'max' | 'mixed';

/** Whether each sleep began when the one before was over, or all were going on at once. */
function arrangement(sleeps: readonly Sleep[]): Arrangement {
  const apart = sleeps.every(
    ({ from }, index) => index === 0 || from >= (sleeps[index - 1]?.to ?? 0),
  );
  if (apart) return 'sum';
  const latestStart = Math.max(...sleeps.map(({ from }) => from));
  const earliestEnd = Math.min(...sleeps.map(({ to }) => to));
  return latestStart < earliestEnd ? 'max' : 'mixed';
}

/** Whether a machine that made them so late may be all that kept them apart. */
const beganTogether = (sleeps: readonly Sleep[], late: number) =>
  late > 0 && Math.max(...sleeps.map(({ from }) => from)) - (sleeps[0] as Sleep).from <= late;

function firstApart(sleeps: readonly Sleep[]): [Sleep, Sleep] {
  const [first] = sleeps as [Sleep];
  const next = sleeps.find(({ from }) => from >= first.to) ?? (sleeps.at(-1) as Sleep);
  return [first, next];
}
