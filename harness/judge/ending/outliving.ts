import { isOutput, type Trace } from '../../trace/trace.ts';
import { detector } from '../detector.ts';
import type { Runs } from '../runs.ts';
import { toleranceOf } from '../tolerance.ts';
import { missingLines } from './errors.ts';

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

export const leftBehind = detector({
  id: 'process-left-behind',
  find(runs) {
    const { length } = runs.port.trace.ending.leftovers;
    return length > 0 ? { processes: length, isDone: missingLines(runs) === 0 } : undefined;
  },
  look: ({ isDone }) => [
    ...(isDone ? [{ find: 'open-handle' } as const] : []),
    { find: 'missing-join' },
    { find: 'calls', kinds: ['start'] },
  ],
  explains: ['missing-lines'],
});

/** It ends later after its last line than the original, and than it does without its sleeps. */
export const lingers = detector({
  id: 'kept-alive',
  find({ original, port }: Runs) {
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
