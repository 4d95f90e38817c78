import { ranAs } from '../../law/arrangement.ts';
import { formulaOf } from '../../law/law.ts';
import { expectedOf, phasesOf } from '../../law/phase.ts';
import { printedTotals } from '../../law/printed-totals.ts';
import { text } from '../../messages/text.ts';
import type { Check } from '../check.ts';
import { type Detector, detect } from '../detector.ts';
import { failed } from '../failed.ts';
import type { Runs } from '../runs.ts';
import type { Subject } from '../subject.ts';
import { timerLate } from './late-timer.ts';
import { ORDER_DETECTORS } from './order.ts';
import { SLEEP_DETECTORS } from './sleeps.ts';
import { type TimingRuns, timingRuns } from './timing-runs.ts';
import { TOTAL_DETECTORS } from './totals.ts';

/** The law must hold for the original too: else nothing can be said of a port by it. */
const ofTheOriginal: Detector<TimingRuns> = {
  id: 'original-breaks-law',
  find({ original, pair }) {
    const runs = timingRuns({ original, port: original, pair });
    if (detect([...ORDER_DETECTORS, ...TOTAL_DETECTORS], runs).length === 0) return undefined;
    const phase = runs.phases.find((phase) => phase.sleeps.length > 1) ?? runs.phases[0];
    return phase && { ...ranAs(phase), expected: expectedOf(phase) };
  },
};

/** What may be wrong with when the tasks slept, which noise does not touch, and with the totals. */
export const TIMING_DETECTORS: readonly Detector<TimingRuns>[] = [
  ofTheOriginal,
  ...SLEEP_DETECTORS,
  timerLate,
  ...ORDER_DETECTORS,
  ...TOTAL_DETECTORS,
];

/**
 * The law of the pair holds for both programs: first by when the tasks slept, then by the totals
 * that the program prints. A sleep that the end of the program cuts off is no part of it.
 */
export function judgeTiming(runs: Runs): Check {
  const findings = detect(TIMING_DETECTORS, timingRuns(runs));
  return findings.length > 0 ? failed(findings, runs) : keepsLaw(runs);
}

export function keepsLaw({ original, port, pair }: Runs): Check {
  const totals = ({ trace }: Subject) =>
    printedTotals(trace, pair.total).map(({ seconds }) => seconds);
  const laws = phasesOf(original.trace, pair.law, pair.total).map(({ law, sleeps }) =>
    formulaOf(law, sleeps),
  );
  return { ok: true, sentence: text('totals', totals(original), totals(port), laws) };
}
