import { text } from '../../messages/text.ts';
import { spokenLines } from '../../trace/spoken.ts';
import type { Check } from '../check.ts';
import { detect } from '../detector.ts';
import { failed } from '../failed.ts';
import type { Runs } from '../runs.ts';
import { besideOf } from './beside.ts';
import type { OutputDetector } from './line-detector.ts';
import { wrongLineEnd } from './line-ends.ts';
import { LINE_DETECTORS, TASK_DETECTORS } from './lines.ts';
import { NUMBER_DETECTORS, notShared } from './numbers.ts';
import { linesTurned, ORDER_DETECTORS } from './order.ts';
import { TEXT_DETECTORS } from './text.ts';
import { SLEEP_DETECTORS, TIME_DETECTORS } from './time.ts';

/** What may be wrong with what the port prints: first what explains most. */
export const OUTPUT_DETECTORS: readonly OutputDetector[] = [
  ...SLEEP_DETECTORS,
  ...TASK_DETECTORS,
  notShared,
  linesTurned,
  wrongLineEnd,
  ...TEXT_DETECTORS,
  ...NUMBER_DETECTORS,
  ...LINE_DETECTORS,
  ...ORDER_DETECTORS,
  ...TIME_DETECTORS,
];

/**
 * The same lines in compatible orders. In one run each program showed one order of those it may:
 * of two lines that came in different orders, it is asked whether the original's order was luck.
 */
export function judgeOutput(runs: Runs): Check {
  const findings = detect(OUTPUT_DETECTORS, besideOf(runs));
  if (findings.length > 0) return failed(findings, runs);
  const lines = spokenLines(runs.original.trace);
  return {
    ok: true,
    sentence: text('sameLines', lines.length, new Set(lines.map(({ task }) => task)).size),
  };
}
