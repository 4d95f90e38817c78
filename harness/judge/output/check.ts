import { type Said, text } from '../../messages/text.ts';
import { tellsError } from '../../trace/failure.ts';
import { spokenLines } from '../../trace/spoken.ts';
import type { LineEvent, Trace } from '../../trace/trace.ts';
import { detect } from '../detector.ts';
import { failed } from '../failed.ts';
import type { Finding } from '../finding.ts';
import type { Runs } from '../runs.ts';
import { type Item, parting } from '../side-by-side.ts';
import type { Check } from '../subject.ts';
import { type Beside, besideOf, freeIn, shape } from './beside.ts';
import type { OutputDetector } from './line-detector.ts';
import { wrongLineEnd } from './line-ends.ts';
import { excerpt, time, timed } from './line-text.ts';
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
  const beside = besideOf(runs);
  const findings = detect(OUTPUT_DETECTORS, beside);
  if (findings.length > 0) {
    const rows = parting([runs.original, runs.port], (trace) => itemsOf(trace, freeIn(runs)));
    return failed(findings, { evidence: seen(beside, findings), ...rows });
  }
  const lines = spokenLines(runs.original.trace);
  return {
    ok: true,
    sentence: text('sameLines', lines.length, new Set(lines.map(({ task }) => task)).size),
  };
}

/** The lines that are missing, or too many; else those that come at another time. */
function seen({ missing, extra, swap }: Beside, [first]: readonly Finding[]): Said[] {
  const most = 6;
  const row = (sign: string) => (line: LineEvent) =>
    `${sign} ${time(line)} ${line.task}: ${excerpt(line)}`;
  const rows = [...missing.slice(0, most).map(row('-')), ...extra.slice(0, most).map(row('+'))];
  if (rows.length > 0) return rows;
  const shown = first?.mistake.evidence ?? {};
  const moved = swap === undefined ? [] : [swap.before, swap.after].map(timed);
  return ('port' in shown ? [shown] : moved).map(({ original, port, text: line }) =>
    text('bothTimes', original, port, line),
  );
}

/** What a program prints, for the comparison; of an error without its stack. */
function itemsOf(trace: Trace, free: readonly RegExp[]): Item[] {
  const all = spokenLines(trace);
  const failing = new Set(all.filter(tellsError).map(({ task }) => task));
  const lines = all.filter(
    (line) => !failing.has(line.task) || line.stream === 'stdout' || tellsError(line),
  );
  return lines.map((line) => {
    const flaw = line.flaw === 'carriage return' ? undefined : line.flaw;
    const notes = [line.stream === 'stderr' ? 'stderr' : '', flaw ?? ''].filter(Boolean);
    return {
      key: `${line.task} ${line.stream} ${line.flaw} ${shape(line.text, free)}`,
      text: `${time(line)} ${line.task}: ${excerpt(line)}${notes.length > 0 ? ` (${notes.join()})` : ''}`,
    };
  });
}
