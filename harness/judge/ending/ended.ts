import { isOutput, type Trace } from '../../trace/trace.ts';
import { type AnyDetector, detector } from '../detector.ts';
import { toleranceOf } from '../tolerance.ts';
import { CUT_SHORT } from './cut-short.ts';
import { type EndingRuns, spoken } from './ending-runs.ts';

/** By these a program ends its own processes when it needs them no more: that is no failure. */
const REQUESTS = new Set(['SIGTERM', 'SIGKILL', 'SIGINT']);

const EXITS = { find: 'calls', kinds: ['exit'] } as const;

/** By a signal that nobody sends to end a process; or before it has printed what its twin prints. */
export const killed = detector({
  id: 'killed',
  find({ original, port, ending: { kind, signal }, twins }: EndingRuns) {
    if (kind === 'killed' && signal !== null) return { task: 'main', signal };
    for (const { task, end, twin } of twins) {
      if (twin.code === null || end.signal === null) continue;
      const [lines, of] = [port, original].map(({ trace }) => spoken(trace, task).length);
      if (lines !== undefined && of !== undefined && lines < of) {
        return { task, signal: end.signal, lines, of };
      }
      if (!REQUESTS.has(end.signal)) return { task, signal: end.signal };
    }
    return undefined;
  },
  look: () => [EXITS],
  explains: CUT_SHORT,
});

/** @param isEarly before it has printed what its twin prints */
const wrongExitCode = (isEarly: boolean) =>
  detector({
    id: 'wrong-exit-code',
    find: ({ original, port, otherCodes }: EndingRuns) =>
      otherCodes.find(({ task }) => {
        const [own, all] = [spoken(port.trace, task), spoken(original.trace, task)];
        return own.length < all.length === isEarly;
      }),
    look: ({ found }) => [{ find: 'exit', code: found }, EXITS],
    // Its parent may print it.
    explains: isEarly ? CUT_SHORT : ['wrong-number', 'wrong-text'],
  });

/** How it ended, and what it left. */
export const ENDED_DETECTORS: readonly AnyDetector<EndingRuns>[] = [
  killed,
  wrongExitCode(true),
  wrongExitCode(false),
  detector({
    id: 'process-left-behind',
    find({ ending: { leftovers }, missing }: EndingRuns) {
      if (leftovers.length === 0) return undefined;
      return { processes: leftovers.length, isDone: missing === 0 };
    },
    look: ({ isDone }) => [
      ...(isDone ? [{ find: 'open-handle' } as const] : []),
      { find: 'missing-join' },
      { find: 'calls', kinds: ['start'] },
    ],
    explains: ['missing-lines', 'stops-too-early'],
  }),
];

/** Seconds from the last line, or the last waking, to the end. */
export function linger(trace: Trace): number {
  const end = trace.events.findLast(({ type, task }) => type === 'end' && task === 'main');
  return (end?.time ?? trace.ending.time) - lastActivity(trace);
}

const lastActivity = ({ events }: Trace) =>
  events.findLast((event) => isOutput(event) || event.type === 'wake')?.time ?? 0;

/** Seconds from the last line to the end. */
function silenceAfterLines(trace: Trace): number {
  const last = trace.events.findLast(isOutput);
  return linger(trace) + lastActivity(trace) - (last?.time ?? lastActivity(trace));
}

/** It ends later after its last line than the original, and than it does without its sleeps. */
export const lingers = detector({
  id: 'kept-alive',
  find({ original, port }: EndingRuns) {
    const { trace, twin, late } = port;
    const spare = (twin ? linger(twin) : 0) + toleranceOf(trace.clock, late).linger;
    if (linger(trace) > spare) return { seconds: linger(trace) };
    const silence = silenceAfterLines(trace);
    return silence > silenceAfterLines(original.trace) + spare ? { seconds: silence } : undefined;
  },
  look: () => [{ find: 'open-handle' }, { find: 'timeout' }],
  explains: [],
  basis: 'time',
});
