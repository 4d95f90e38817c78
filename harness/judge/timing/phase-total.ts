import { predict } from '../law.ts';
import {
  isOver,
  type Look,
  type PrintedTotal,
  printedTotals,
  type Sleep,
  type Subject,
  workOf,
} from '../subject.ts';
import { ROUNDING, toleranceOf } from '../tolerance.ts';
import type { Problem } from './durations-mistake.ts';
import { expectation, type Phase } from './phase.ts';

const LOOK_AT_CLOCK: Look = {
  sentence: 'readings of the clock: one before the first start, one after the last join',
  find: { calls: ['clock'] },
};
const LOOK_AT_JOINS: Look = {
  sentence: 'joins: each task that was started is joined, and each join awaited, before the total',
  find: { calls: ['start', 'join'] },
};

/** What is wrong with the total that ends a phase. */
export function totalProblem(
  { trace, twin, late }: Subject,
  phase: Phase,
  total: RegExp,
): Problem | undefined {
  const tolerance = toleranceOf(trace.clock, late);
  const { law, sleeps, number } = phase;
  const totals = printedTotals(trace, total);
  const found = totals[number];
  if (found === undefined) {
    const sentence = 'printed no total';
    return { sentence, look: { sentence: 'what happens before the total is printed' } };
  }
  const { seconds, decimals, line } = found;
  const foretold = predict(law, sleeps);
  const expected = expectation(phase);
  const rounding = 0.5 / 10 ** decimals + ROUNDING;
  const asleep = sleeps.filter((sleep) => isOver(sleep) && line.time < sleep.to);
  if (asleep.length > 0) {
    return { sentence: tooSoon(found, sleeps, asleep, expected), look: LOOK_AT_JOINS };
  }
  const printed = `printed a total of ${seconds.toFixed(2)} s, ${expected}`;
  if (seconds < foretold - tolerance.clocks - rounding) {
    const mistake = clockMistake(seconds, sleeps, tolerance.clocks + rounding);
    return { sentence: `${printed}: was the clock ${mistake}?`, look: LOOK_AT_CLOCK };
  }
  const overhead = (twin && printedTotals(twin, total)[number]?.seconds) ?? 0;
  if (seconds <= foretold + overhead + tolerance.overhead + rounding) return undefined;
  const begun = Math.min(...workOf(trace).map(({ from }) => from));
  const isSinceBeginning =
    number > 0 && Math.abs(line.time - begun - seconds) <= overhead + tolerance.overhead + rounding;
  const why = isSinceBeginning
    ? `: that is the time since the program began. Is the clock started anew for this phase?`
    : ` and ${overhead.toFixed(2)} s beside the sleeps: what else takes time?`;
  return { sentence: `${printed}${why}`, look: LOOK_AT_CLOCK };
}

/** The total came before the tasks had ended: some of them, or all. */
function tooSoon(
  { seconds, line }: PrintedTotal,
  sleeps: readonly Sleep[],
  asleep: readonly Sleep[],
  expected: string,
): string {
  const names = (some: readonly Sleep[]) => new Set(some.map(({ task }) => task));
  const late = names(asleep);
  const over = names(sleeps).difference(late);
  const printed = `printed its total, ${seconds.toFixed(2)} s, before`;
  if (over.size === 0) {
    return `${printed} its tasks had ended, ${expected}: is a join missing, or an \`await\` before it?`;
  }
  const [waited, forgotten] = [over, late].map((some) => [...some].join(' and '));
  if (line.task !== 'main' && over.has(line.task)) {
    return `${line.task} ${printed} ${forgotten} had ended, ${expected}: does it go on as its parent does?`;
  }
  return `joins only ${waited}: ${printed} ${forgotten} had ended, ${expected}: is a join missing, or an \`await\` before it?`;
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
