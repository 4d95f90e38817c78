import type { Trace } from '../observe/trace.ts';
import { formula, type Law, plain, predict } from './law.ts';
import { type Check, printedTotal, type Sleep, type Subject, sleepsOf } from './subject.ts';
import { toleranceOf } from './tolerance.ts';

/** What sums and differences of doubles of this size are off by, in seconds. */
const ROUNDING = 1e-6;

/**
 * The law of the pair holds for both programs: first by when the tasks slept, which noise does
 * not touch, then by the total that the program prints.
 */
export function judgeTiming(original: Subject, port: Subject, law: Law, total: RegExp): Check {
  const expected = durations(sleepsOf(original.trace));
  const found = durations(sleepsOf(port.trace));
  const problem =
    problemOf(original, law, total) ??
    otherDurations(expected, found) ??
    problemOf(port, law, total);
  if (problem !== undefined) {
    return { ok: false, sentence: problem, evidence: [original, port].flatMap(timetable) };
  }
  const [first, second] = [original, port].map(({ trace }) => printed(trace, total));
  const shown = first === second ? first : `${first} (original) and ${second} (port)`;
  return { ok: true, sentence: `total ${shown} = ${formula(law, expected)}` };
}

function problemOf({ trace, twin }: Subject, law: Law, total: RegExp): string | undefined {
  const tolerance = toleranceOf(trace.clock);
  const sleeps = sleepsOf(trace);
  const wanted = durations(sleeps);
  const foretold = predict(law, wanted);
  const expected = `expected ${formula(law, wanted)} = ${foretold.toFixed(2)}`;
  const whose = trace.language === 'python' ? 'the original ' : '';

  const restless = sleeps.find(
    ({ from, to, seconds }) => to - from < seconds - tolerance.clocks - ROUNDING,
  );
  if (restless !== undefined) {
    return `${whose}${restless.task} slept ${(restless.to - restless.from).toFixed(3)} s of the ${plain(restless.seconds)} s that it wanted`;
  }

  const order = sleeps.length > 1 ? arrangement(sleeps) : law.kind;
  if (order !== law.kind) {
    const actual = order === 'mixed' ? undefined : { kind: order };
    const sum = actual && `${predict(actual, wanted).toFixed(2)} = ${formula(actual, wanted)}, `;
    if (law.kind === 'max') {
      const [one, next] = firstApart(sleeps);
      const how = order === 'sum' ? 'ran one after the other' : 'did not run all side by side';
      return `${whose}${how}: ${sum ?? ''}${expected}; ${next.task} slept only when ${one.task} had woken: is there an \`await\`, or a join, between the two starts?`;
    }
    return `${whose}ran side by side: ${sum ?? ''}${expected}; is an \`await\` missing?`;
  }

  const found = printedTotal(trace, total);
  if (found === undefined) return `${whose}printed no total`;
  const { seconds, decimals, line } = found;
  const rounding = 0.5 / 10 ** decimals + ROUNDING;
  const lastWake = Math.max(0, ...sleeps.map(({ to }) => to));
  if (line.time < lastWake) {
    return `${whose}printed its total, ${seconds.toFixed(2)} s, before its tasks had ended, ${expected}: is a join missing, or an \`await\` before it?`;
  }
  if (seconds < foretold - tolerance.clocks - rounding) {
    return `${whose}printed a total of ${seconds.toFixed(2)} s, ${expected}: was the clock started late, or stopped early?`;
  }
  const overhead = (twin && printedTotal(twin, total)?.seconds) ?? 0;
  if (seconds > foretold + overhead + tolerance.overhead + rounding) {
    return `${whose}printed a total of ${seconds.toFixed(2)} s, ${expected} and ${overhead.toFixed(2)} s beside the sleeps: what else takes time?`;
  }
  return undefined;
}

/** The tasks of the port sleep as long as the original's. */
function otherDurations(expected: readonly number[], found: readonly number[]): string | undefined {
  const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
  const [wanted, got] = [sorted(expected), sorted(found)];
  const same = (factor: number) =>
    wanted.length === got.length &&
    wanted.every((seconds, index) => Math.abs(seconds - (got[index] ?? 0) * factor) < 1e-6);
  if (same(1)) return undefined;
  const sentence = `slept ${list(found)} where the original slept ${list(expected)}`;
  if (same(1000)) return `${sentence}: milliseconds for seconds?`;
  return found.length === 0 ? `did not sleep where the original slept ${list(expected)}` : sentence;
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

const list = (seconds: readonly number[]) => `${seconds.map(plain).join(' and ')} s`;

const printed = (trace: Trace, total: RegExp) =>
  `${printedTotal(trace, total)?.seconds.toFixed(2)} s`;

function timetable({ trace }: Subject): string[] {
  const name = trace.language === 'python' ? 'original' : 'port';
  return sleepsOf(trace).map(
    ({ task, seconds, from, to }) =>
      `${name}: ${task} slept ${plain(seconds)} s, from ${from.toFixed(2)} s to ${Number.isFinite(to) ? `${to.toFixed(2)} s` : 'no end'}`,
  );
}
