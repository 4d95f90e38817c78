import { linger, silence } from '../../trace/linger.ts';
import type { Detector } from '../detector.ts';
import { toleranceOf } from '../tolerance.ts';
import { type EndingRuns, spoken } from './ending-runs.ts';

/** By these a program ends its own processes when it needs them no more: that is no failure. */
const REQUESTS = new Set(['SIGTERM', 'SIGKILL', 'SIGINT']);

/** By a signal that nobody sends to end a process; or before it has printed what its twin prints. */
export const killed: Detector<EndingRuns> = {
  id: 'killed',
  find({ original, port, ending: { kind, signal }, twins }) {
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
};

/** How it ended, and what it left. */
export const ENDED_DETECTORS: readonly Detector<EndingRuns>[] = [
  killed,
  {
    id: 'wrong-exit-code',
    find({ original, port, otherCodes }) {
      const all = otherCodes.map((each) => {
        const [own, of] = [port, original].map(({ trace }) => spoken(trace, each.task).length);
        return { ...each, isEarly: (own ?? 0) < (of ?? 0) };
      });
      return all.find(({ isEarly }) => isEarly) ?? all[0];
    },
  },
  {
    id: 'process-left-behind',
    find({ ending: { leftovers }, missing }) {
      if (leftovers.length === 0) return undefined;
      return { processes: leftovers.length, isDone: missing === 0 };
    },
  },
];

/** It ends later after its last line than the original, and than it does without its sleeps. */
export const lingers: Detector<EndingRuns> = {
  id: 'kept-alive',
  find({ original, port }) {
    const { trace, twin, late } = port;
    const spare = (twin ? linger(twin) : 0) + toleranceOf(trace.clock, late).linger;
    if (linger(trace) > spare) return { seconds: linger(trace) };
    const seconds = silence(trace);
    return seconds > silence(original.trace) + spare ? { seconds } : undefined;
  },
  basis: 'time',
};
