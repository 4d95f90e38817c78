import { printedTotals } from '../../law/printed-totals.ts';
import type { Sleep } from '../../trace/sleeps.ts';
import type { Check } from '../check.ts';
import { type Detector, detect } from '../detector.ts';
import { failed } from '../failed.ts';
import type { Runs } from '../runs.ts';
import { ROUNDING } from '../tolerance.ts';
import { keepsLaw, TIMING_DETECTORS } from './check.ts';
import { type TimingRuns, timingRuns } from './timing-runs.ts';

/** Sleeps in order of time; of those that begin together the shortest first. */
const inOrder = (sleeps: readonly Sleep[]) =>
  [...sleeps].sort((a, b) => a.from - b.from || a.seconds - b.seconds);

const sleptAtAnotherTime: Detector<TimingRuns> = {
  id: 'slept-at-another-time',
  find(runs) {
    const [wanted, found] = [inOrder(runs.wanted), inOrder(runs.found)];
    const slack = runs.tolerance.overhead + ROUNDING;
    const at = [...Array(Math.max(wanted.length, found.length)).keys()].find((index) => {
      const [one, other] = [wanted[index], found[index]];
      if (one === undefined || other === undefined) return true;
      const isOther = Math.abs(one.seconds - other.seconds) > ROUNDING;
      return isOther || Math.abs(one.from - other.from) > slack;
    });
    if (at === undefined) return undefined;
    const [one, other] = [wanted[at], found[at]];
    const shown = ({ seconds, from }: Sleep) => ({ seconds, from });
    return { ...(one && { wanted: shown(one) }), ...(other && { found: shown(other) }) };
  },
};

/**
 * Whatever tasks it has, the port sleeps when the original does and as long, and prints its totals.
 * For a port in Node's own way, which needs no task to wait. Where it does not, the mistake is told
 * as any port's.
 */
export function judgeTimes(runs: Runs): Check {
  const own = timingRuns(runs);
  const other = detect([sleptAtAnotherTime], own);
  if (other.length === 0 && hasTotals(own)) return keepsLaw(runs);
  const findings = detect([...TIMING_DETECTORS, sleptAtAnotherTime], own);
  return failed(findings.length > 0 ? findings : other, runs);
}

function hasTotals({ original, port, pair, tolerance }: TimingRuns): boolean {
  const found = printedTotals(port.trace, pair.total);
  return printedTotals(original.trace, pair.total).every(({ seconds }, index) => {
    const shown = found[index]?.seconds ?? Number.NaN;
    return Math.abs(shown - seconds) <= tolerance.overhead + ROUNDING;
  });
}
