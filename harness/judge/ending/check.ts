import { text } from '../../messages/text.ts';
import { linger } from '../../trace/linger.ts';
import type { Check } from '../check.ts';
import { type Detector, detect, findingOf } from '../detector.ts';
import { failed } from '../failed.ts';
import type { Finding } from '../finding.ts';
import type { Runs } from '../runs.ts';
import { ENDED_DETECTORS, killed, lingers } from './ended.ts';
import { type EndingRuns, endingRuns } from './ending-runs.ts';
import { ERROR_DETECTORS } from './errors.ts';
import { UNENDED_DETECTORS } from './unended.ts';

const OF_THE_PORT = [...ERROR_DETECTORS, ...UNENDED_DETECTORS, ...ENDED_DETECTORS];

/** What would be a mistake of a port, but the original does it. */
const originalFails = (
  find: (own: EndingRuns, reverse: EndingRuns) => Finding | undefined,
  basis?: 'time',
): Detector<EndingRuns> => ({
  id: 'original-fails',
  find({ pair, original, port }) {
    const own = endingRuns({ pair, original, port: original });
    const found = find(own, endingRuns({ pair, original: port, port: original }));
    return found && { as: found.mistake.id };
  },
  ...(basis && { basis }),
});

const ENDING_DETECTORS: readonly Detector<EndingRuns>[] = [
  originalFails((own, reverse) => {
    const cut = findingOf(killed, reverse);
    const isCut = cut !== undefined && 'lines' in cut.mistake.evidence;
    return detect(OF_THE_PORT, own)[0] ?? (isCut ? cut : undefined);
  }),
  ...OF_THE_PORT,
  originalFails((own) => findingOf(lingers, own), 'time'),
  lingers,
];

/**
 * The same exit code, of each process, no breath after the last line that its twin does not take,
 * nothing left.
 */
export function judgeEnding(runs: Runs): Check {
  const findings = detect(ENDING_DETECTORS, endingRuns(runs));
  if (findings.length > 0) return failed(findings, runs);
  const { trace } = runs.port;
  return { ok: true, sentence: text('endsAlike', trace.ending.code, linger(trace)) };
}
