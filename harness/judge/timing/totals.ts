import { predict } from '../../law/law.ts';
import { expectedOf, type Phase } from '../../law/phase.ts';
import { type PrintedTotal, printedTotals } from '../../law/printed-totals.ts';
import type { Clues } from '../../mistakes/look/clues.ts';
import { isOver, type Sleep, workOf } from '../../trace/sleeps.ts';
import type { Detector } from '../detector.ts';
import { ROUNDING } from '../tolerance.ts';
import type { TimingRuns } from './timing-runs.ts';

/** The total that ends a phase. */
interface PhaseTotal {
  phase: Phase;
  total: PrintedTotal;
  /** What rounding of the printed number may change, in seconds. */
  rounding: number;
  /** What the program takes without its sleeps, by its twin in real time. */
  overhead: number;
}

function totalsOf({ phases, port, pair }: TimingRuns): PhaseTotal[] {
  const totals = printedTotals(port.trace, pair.total);
  const beside = port.twin === undefined ? [] : printedTotals(port.twin, pair.total);
  return phases.flatMap((phase) => {
    const total = totals[phase.number];
    if (total === undefined) return [];
    const rounding = 0.5 / 10 ** total.decimals + ROUNDING;
    return [{ phase, total, rounding, overhead: beside[phase.number]?.seconds ?? 0 }];
  });
}

const asleepAt = ({ phase, total }: PhaseTotal) =>
  phase.sleeps.filter((sleep) => isOver(sleep) && total.line.time < sleep.to);

/** In the order in which they were created: `main.2` before `main.10`. */
const names = (sleeps: readonly Sleep[]) =>
  [...new Set(sleeps.map(({ task }) => task))].sort(
    new Intl.Collator('en', { numeric: true }).compare,
  );

/** The total came while some tasks slept. */
function tooSoon(runs: TimingRuns) {
  const found = totalsOf(runs).find((total) => asleepAt(total).length > 0);
  if (found === undefined) return undefined;
  const unjoined = names(asleepAt(found));
  const { task, text } = found.total.line;
  const isChild = task !== 'main' && !unjoined.includes(task);
  return { ...found, unjoined, text, child: isChild ? task : undefined };
}

function totalThatIsTooSoon(runs: TimingRuns): Clues {
  const { text } = tooSoon(runs) ?? {};
  return text === undefined ? {} : { lines: [text] };
}

const childRunsOn: Detector<TimingRuns> = {
  id: 'child-runs-on',
  find(runs) {
    const { child, text } = tooSoon(runs) ?? {};
    return child === undefined || text === undefined ? undefined : { task: child, first: text };
  },
  clues: totalThatIsTooSoon,
};

const missingJoin: Detector<TimingRuns> = {
  id: 'missing-join',
  find(runs) {
    const found = tooSoon(runs);
    if (found === undefined) return undefined;
    const { unjoined, total, phase } = found;
    return { unjoined, total: total.seconds, expected: expectedOf(phase) };
  },
  clues: totalThatIsTooSoon,
};

/** The total is smaller than its law predicts. */
function tooSmall(runs: TimingRuns) {
  const { clocks } = runs.tolerance;
  const found = totalsOf(runs).find(
    ({ phase, total, rounding }) =>
      total.seconds < predict(phase.law, phase.sleeps) - clocks - rounding,
  );
  return found && { ...found, slack: clocks + found.rounding };
}

const clockMisplaced: Detector<TimingRuns> = {
  id: 'clock-misplaced',
  find(runs) {
    const found = tooSmall(runs);
    if (found === undefined) return undefined;
    const { phase, total, slack } = found;
    const reading = misplacedReading(total.seconds, phase.sleeps, slack);
    return { reading, total: total.seconds, expected: expectedOf(phase) };
  },
};

/** Which reading of the clock is at another sleep than it should be, where the total tells. */
function misplacedReading(total: number, sleeps: readonly Sleep[], slack: number) {
  const first = Math.min(...sleeps.map(({ from }) => from));
  const last = Math.max(...sleeps.filter(isOver).map(({ to }) => to));
  const isTotal = (seconds: number) => Math.abs(seconds - total) <= slack;
  const isLate = sleeps.some(({ to }) => isTotal(last - to));
  const isEarly = sleeps.some(({ from, to }) => isTotal(from - first) || isTotal(to - first));
  if (isLate === isEarly) return 'either';
  return isLate ? 'first' : 'last';
}

/** The total is larger than its law, and what the program costs beside its sleeps, allow. */
function tooLarge(runs: TimingRuns): PhaseTotal | undefined {
  return totalsOf(runs).find(
    ({ phase, total, rounding, overhead }) =>
      total.seconds >
      predict(phase.law, phase.sleeps) + overhead + runs.tolerance.overhead + rounding,
  );
}

const clockNotRestarted: Detector<TimingRuns> = {
  id: 'clock-not-restarted',
  find(runs) {
    const found = tooLarge(runs);
    if (found === undefined || found.phase.number === 0) return undefined;
    const { phase, total, rounding, overhead } = found;
    const begun = Math.min(...workOf(runs.port.trace).map(({ from }) => from));
    const slack = overhead + runs.tolerance.overhead + rounding;
    if (Math.abs(total.line.time - begun - total.seconds) > slack) return undefined;
    return { total: total.seconds, expected: expectedOf(phase) };
  },
};

const wrongTotal: Detector<TimingRuns> = {
  id: 'wrong-total',
  find(runs) {
    const large = tooLarge(runs);
    if (large !== undefined) {
      const { phase, total, overhead } = large;
      return {
        found: total.seconds,
        wanted: predict(phase.law, phase.sleeps),
        ...(overhead > 0 && { beside: overhead }),
      };
    }
    // Not what the port's own sleeps foretell, but what the original's did.
    const { phases, original, pair, tolerance } = runs;
    const found = totalsOf(runs);
    const wanted = printedTotals(original.trace, pair.total).slice(0, phases.length);
    for (const [index, { seconds }] of wanted.entries()) {
      const own = found.find(({ phase }) => phase.number === index);
      if (own === undefined) return { wanted: seconds };
      const slack = tolerance.overhead + tolerance.clocks + own.overhead + own.rounding;
      if (Math.abs(own.total.seconds - seconds) > slack) {
        return { found: own.total.seconds, wanted: seconds };
      }
    }
    return undefined;
  },
};

const tooManyTotals: Detector<TimingRuns> = {
  id: 'too-many-totals',
  find({ port, pair, phases }) {
    const { length } = printedTotals(port.trace, pair.total);
    return length > phases.length ? { found: length, wanted: phases.length } : undefined;
  },
};

/** The totals that the program prints. */
export const TOTAL_DETECTORS: readonly Detector<TimingRuns>[] = [
  childRunsOn,
  missingJoin,
  clockMisplaced,
  clockNotRestarted,
  wrongTotal,
  tooManyTotals,
];
