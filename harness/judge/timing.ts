import type { DrawEvent, Trace } from '../observe/trace.ts';
import { beginnings, formula, type Law, plain, predict, type SimpleLaw } from './law.ts';
import {
  type Check,
  isOver,
  printedTotals,
  type Sleep,
  type Subject,
  sleepsOf,
  workOf,
} from './subject.ts';
import { toleranceOf } from './tolerance.ts';

/** What sums and differences of doubles of this size are off by, in seconds. */
export const ROUNDING = 1e-6;

/**
 * The law of the pair holds for both programs: first by when the tasks slept, which noise does
 * not touch, then by the totals that the program prints. A sleep that was cut off by the end of
 * the program, such as a daemon's, is no part of it.
 */
export function judgeTiming(original: Subject, port: Subject, law: Law, total: RegExp): Check {
  const expected = durations(workOf(original.trace));
  const found = durations(workOf(port.trace));
  const other = otherDurations(expected, found);
  // A timer that outlasts the last line, beside the original's sleeps, is the ending's matter.
  const trimmed = withoutLateSleeps(port);
  const outlasts =
    other !== undefined && otherDurations(expected, durations(workOf(trimmed.trace))) === undefined;
  const problem =
    problemOf(original, law, total) ??
    (outlasts ? undefined : other && `${other}${whyOther(original.trace, port.trace)}`) ??
    problemOf(outlasts ? trimmed : port, law, total);
  if (problem !== undefined) {
    return { ok: false, sentence: problem, evidence: [original, port].flatMap(timetable) };
  }
  const [first, second] = [original, port].map(({ trace }) => printed(trace, total));
  const shown = first === second ? first : `${first} (original) and ${second} (port)`;
  const formulas = phasesOf(original.trace, law, total).map(({ law, sleeps }) =>
    formula(law, sleeps),
  );
  return { ok: true, sentence: `total ${shown} = ${formulas.join(', then ')}` };
}

/** A part of a run with a law and a total of its own. */
interface Phase {
  law: SimpleLaw;
  /** Those that ended; where the first cuts off the others, these too. */
  sleeps: Sleep[];
  /** In its order among the totals that the program prints. */
  number: number;
}

/** Each phase lasts until its total is printed; the last until the end. */
function phasesOf(trace: Trace, law: Law, total: RegExp): Phase[] {
  const laws = law.kind === 'phases' ? law.laws : [law];
  const ends = printedTotals(trace, total).map(({ line }) => trace.events.indexOf(line));
  const phaseOf = ({ place }: Sleep) => {
    const phase = ends.findIndex((end) => place < end);
    return phase === -1 ? laws.length - 1 : Math.min(phase, laws.length - 1);
  };
  const sleeps = Map.groupBy(sleepsOf(trace), phaseOf);
  return laws.map((law, number) => {
    const all = sleeps.get(number) ?? [];
    return { law, sleeps: law.kind === 'min' ? all : all.filter(isOver), number };
  });
}

function problemOf(subject: Subject, law: Law, total: RegExp): string | undefined {
  const { trace } = subject;
  const tolerance = toleranceOf(trace.clock);
  const whose = trace.language === 'python' ? 'the original ' : '';
  const restless = workOf(trace).find(
    ({ from, to, seconds }) => to - from < seconds - tolerance.clocks - ROUNDING,
  );
  if (restless !== undefined) {
    return `${whose}${restless.task} slept ${(restless.to - restless.from).toFixed(3)} s of the ${plain(restless.seconds)} s that it wanted`;
  }
  const phases = phasesOf(trace, law, total);
  for (const phase of phases) {
    const problem = orderProblem(phase, tolerance.overhead) ?? totalProblem(subject, phase, total);
    if (problem === undefined) continue;
    const where = phases.length > 1 ? ` (phase ${phase.number + 1} of ${phases.length})` : '';
    return `${whose}${problem}${where}`;
  }
  const { length } = printedTotals(trace, total);
  if (length > phases.length) return `${whose}printed ${length} totals, expected ${phases.length}`;
  return undefined;
}

const expectation = ({ law, sleeps }: Phase) =>
  `expected ${formula(law, sleeps)} = ${predict(law, sleeps).toFixed(2)}`;

/** What is wrong with when the sleeps of a phase began, by what they followed. */
function orderProblem(phase: Phase, slack: number): string | undefined {
  const { law, sleeps } = phase;
  if (sleeps.length < 2) return undefined;
  const expected = expectation(phase);
  const order = arrangement(sleeps);
  if (law.kind === 'min' && order === 'max') {
    const whole = sleeps.filter(isOver).find(({ seconds }) => seconds > predict(law, sleeps));
    return (
      whole &&
      `${whole.task} slept its ${plain(whole.seconds)} s to the end, ${expected}: what was to be cut off, or never cleared?`
    );
  }
  if (law.kind === 'sum' || law.kind === 'max' || law.kind === 'min') {
    if (order === law.kind) return undefined;
    const actual = order === 'mixed' ? undefined : ({ kind: order } as const);
    const sum = actual && `${predict(actual, sleeps).toFixed(2)} = ${formula(actual, sleeps)}, `;
    if (law.kind === 'sum') {
      return `ran side by side: ${sum ?? ''}${expected}; is an \`await\`, or a lock, missing?`;
    }
    const [one, next] = firstApart(sleeps);
    const how = order === 'sum' ? 'ran one after the other' : 'did not run all side by side';
    return `${how}: ${sum ?? ''}${expected}; ${next.task} slept only when ${one.task} had woken: is there an \`await\`, or a join, between the two starts?`;
  }
  const origin = (sleeps[0] as Sleep).from;
  const starts = beginnings(law, sleeps, (index) => (sleeps[index] as Sleep).to - origin);
  const at = starts.findIndex((start, index) => {
    const found = (sleeps[index] as Sleep).from - origin;
    return found < start - ROUNDING || found > start + slack + ROUNDING;
  });
  if (at === -1) return undefined;
  if (order === 'sum') {
    return `ran one after the other: ${predict({ kind: 'sum' }, sleeps).toFixed(2)} s, ${expected}; is there an \`await\` between the starts?`;
  }
  if (order === 'max') {
    return `ran all side by side: ${predict({ kind: 'max' }, sleeps).toFixed(2)} s, ${expected}`;
  }
  const { task, seconds, from } = sleeps[at] as Sleep;
  const due = (starts[at] as number) + origin;
  const what = `${task} began its ${plain(seconds)} s at ${from.toFixed(2)} s`;
  const why =
    from < due
      ? law.kind === 'pool'
        ? `when all ${law.workers} workers were busy until ${due.toFixed(2)} s: is the pool larger?`
        : `before the stage before it was done with that, at ${due.toFixed(2)} s`
      : law.kind === 'pool'
        ? `though a worker was free from ${due.toFixed(2)} s on: is the pool smaller, or is there an \`await\` between the jobs?`
        : `though it could have begun at ${due.toFixed(2)} s: is an item passed on only when others are done, too?`;
  return `${what}, ${why}; ${expected}`;
}

/** What is wrong with the total that ends a phase. */
function totalProblem({ trace, twin }: Subject, phase: Phase, total: RegExp): string | undefined {
  const tolerance = toleranceOf(trace.clock);
  const { law, sleeps, number } = phase;
  const found = printedTotals(trace, total)[number];
  if (found === undefined) return `printed no total`;
  const { seconds, decimals, line } = found;
  const foretold = predict(law, sleeps);
  const expected = expectation(phase);
  const rounding = 0.5 / 10 ** decimals + ROUNDING;
  const lastWake = Math.max(0, ...sleeps.filter(isOver).map(({ to }) => to));
  if (line.time < lastWake) {
    return `printed its total, ${seconds.toFixed(2)} s, before its tasks had ended, ${expected}: is a join missing, or an \`await\` before it?`;
  }
  if (seconds < foretold - tolerance.clocks - rounding) {
    return `printed a total of ${seconds.toFixed(2)} s, ${expected}: was the clock ${clockMistake(seconds, sleeps, tolerance.clocks + rounding)}?`;
  }
  const overhead = (twin && printedTotals(twin, total)[number]?.seconds) ?? 0;
  if (seconds > foretold + overhead + tolerance.overhead + rounding) {
    return `printed a total of ${seconds.toFixed(2)} s, ${expected} and ${overhead.toFixed(2)} s beside the sleeps: what else takes time?`;
  }
  return undefined;
}

/** Which reading of the clock is at another sleep than it should be, where the total tells. */
function clockMistake(total: number, sleeps: readonly Sleep[], tolerance: number): string {
  const first = Math.min(...sleeps.map(({ from }) => from));
  const last = Math.max(...sleeps.filter(isOver).map(({ to }) => to));
  const isTotal = (seconds: number) => Math.abs(seconds - total) <= tolerance;
  const isLate = sleeps.some(({ to }) => isTotal(last - to));
  const isEarly = sleeps.some(({ from, to }) => isTotal(from - first) || isTotal(to - first));
  if (isLate === isEarly) return 'started late, or stopped early';
  return isLate ? 'started late' : 'stopped early';
}

/** The tasks of the port sleep as long as the original's. */
function otherDurations(expected: readonly number[], found: readonly number[]): string | undefined {
  const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
  const [wanted, got] = [sorted(expected), sorted(found)];
  const same = (factor: number) =>
    wanted.length === got.length &&
    wanted.every((seconds, index) => Math.abs(seconds - (got[index] ?? 0) * factor) < ROUNDING);
  if (same(1)) return undefined;
  const sentence = `slept ${list(found)} where the original slept ${list(expected)}`;
  return found.length === 0 ? `did not sleep where the original slept ${list(expected)}` : sentence;
}

/** Without the sleeps that end after the last line, or never. */
function withoutLateSleeps({ trace, twin }: Subject): Subject {
  const last = trace.events.findLast(({ type }) => type === 'line')?.time ?? Infinity;
  const late = new Set(
    sleepsOf(trace)
      .filter(({ to }) => to > last)
      .map(({ place }) => place),
  );
  return { trace: { ...trace, events: trace.events.filter((_, place) => !late.has(place)) }, twin };
}

/** Why a port sleeps other durations, by what it draws. */
function whyOther(original: Trace, port: Trace): string {
  const sorted = (trace: Trace) => durations(workOf(trace)).sort((a, b) => a - b);
  const [seconds, other] = [sorted(original), sorted(port)];
  const isThousandth = (each: number, index: number) =>
    Math.abs((seconds[index] ?? 0) - each * 1000) < ROUNDING;
  if (seconds.length === other.length && other.every(isThousandth)) {
    return ': milliseconds for seconds?';
  }
  const [expected, found] = [original, port].map(({ events }) =>
    events.filter((event) => event.type === 'draw'),
  ) as [DrawEvent[], DrawEvent[]];
  const [wanted, got] = [original, port].map((trace) => workOf(trace).length);
  if (wanted !== got || found.length === 0) return '';
  if (found.length < expected.length) return ': one draw for all? Each draws its own';
  if (found.length > expected.length) return '';
  const known = new Set(expected.map(({ key }) => key));
  return found.every(({ key }) => known.has(key))
    ? ': the same draws, is their range another?'
    : ': it draws after other lines than the original';
}

/** Whether each sleep began when the one before was over, or all were going on at once. */
function arrangement(sleeps: readonly Sleep[]): 'sum' | 'max' | 'mixed' {
  const apart = sleeps.every(
    ({ from }, index) => index === 0 || from >= (sleeps[index - 1]?.to ?? 0),
  );
  if (apart) return 'sum';
  const latestStart = Math.max(...sleeps.map(({ from }) => from));
  const earliestEnd = Math.min(...sleeps.map(({ to }) => to));
  return latestStart < earliestEnd ? 'max' : 'mixed';
}

function firstApart(sleeps: readonly Sleep[]): [Sleep, Sleep] {
  const [first] = sleeps as [Sleep];
  const next = sleeps.find(({ from }) => from >= first.to) ?? (sleeps.at(-1) as Sleep);
  return [first, next];
}

const durations = (sleeps: readonly Sleep[]) => sleeps.map(({ seconds }) => seconds);

function list(seconds: readonly number[]): string {
  const most = 8;
  const shown = seconds.slice(0, most).map(plain).join(' and ');
  return seconds.length <= most ? `${shown} s` : `${shown} … (${seconds.length} sleeps)`;
}

/** The totals that a program prints, for a reader. */
export const printed = (trace: Trace, total: RegExp) =>
  printedTotals(trace, total)
    .map(({ seconds }) => `${seconds.toFixed(2)} s`)
    .join(' and ');

/** When the tasks slept, line by line. */
export function timetable({ trace }: Subject): string[] {
  const most = 12;
  const name = trace.language === 'python' ? 'original' : 'port';
  const sleeps = sleepsOf(trace);
  const rows = sleeps
    .slice(0, most)
    .map(
      ({ task, seconds, from, to }) =>
        `${name}: ${task} slept ${plain(seconds)} s, from ${from.toFixed(2)} s to ${Number.isFinite(to) ? `${to.toFixed(2)} s` : 'no end'}`,
    );
  return sleeps.length <= most ? rows : [...rows, `${name}: … and ${sleeps.length - most} more`];
}
