import { counted } from '../../counted.ts';
import { type Said, text } from '../../messages/text.ts';
import { failureIn } from '../../trace/failure.ts';
import { linger } from '../../trace/linger.ts';
import { spokenLines } from '../../trace/spoken.ts';
import { isOutput, type Trace } from '../../trace/trace.ts';
import { type Detector, detect, findingOf } from '../detector.ts';
import { failed } from '../failed.ts';
import type { Finding } from '../finding.ts';
import type { Runs } from '../runs.ts';
import { type Item, parting } from '../side-by-side.ts';
import type { Check } from '../subject.ts';
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
  const { original, port } = runs;
  const findings = detect(ENDING_DETECTORS, endingRuns(runs));
  const { code, kind, leftovers } = port.trace.ending;
  const root = findings[0]?.mistake.id;
  if (root === undefined) {
    return { ok: true, sentence: text('endsAlike', code, linger(port.trace)) };
  }
  const isTold = kind !== 'exited' || failureIn(port.trace) !== undefined;
  return failed(findings, {
    evidence:
      root === 'process-left-behind'
        ? counted(leftovers)
        : saidOf(root === 'original-fails' ? original.trace : port.trace),
    ...(isTold ? {} : parting([original, port], ends)),
  });
}

/** What a program says of its own failure stands in its last lines on stderr, or from an error on. */
function saidOf(trace: Trace): Said[] {
  const most = 8;
  const said = spokenLines(trace).filter(
    ({ stream, text }) => stream === 'stderr' && text.trim() !== '',
  );
  const told = failureIn(trace)?.told.slice(0, most) ?? said.slice(-most).map(({ text }) => text);
  return [...(trace.ending.detail ?? []), ...told];
}

/** The last line, and what ends how. */
function ends({ tasks, events }: Trace): Item[] {
  const kinds = new Map(tasks.map(({ id, kind }) => [id, kind]));
  const last = events.findLast(isOutput);
  return events.flatMap((event) => {
    const { time, task } = event;
    const key = `${task} ${time.toFixed(2)}`;
    if (event === last) return [{ key: `${key} prints`, text: text('printsLast', task, time) }];
    if (event.type !== 'end') return [];
    const { code, signal } = kinds.get(task) === 'process' ? event : { code: null, signal: null };
    return [{ key: `${key} ${code} ${signal}`, text: text('ends', task, time, code, signal) }];
  });
}
