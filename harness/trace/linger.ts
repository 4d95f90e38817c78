import { isOutput, type Trace } from './trace.ts';

/** Seconds from the last line, or the last waking, to the end. */
export const linger = (trace: Trace) => endOf(trace) - lastActivity(trace);

/** Seconds from the last line to the end. */
export const silence = (trace: Trace) =>
  endOf(trace) - (trace.events.findLast(isOutput)?.time ?? lastActivity(trace));

function endOf({ events, ending }: Trace): number {
  const end = events.findLast(({ type, task }) => type === 'end' && task === 'main');
  return end?.time ?? ending.time;
}

const lastActivity = ({ events }: Trace) =>
  events.findLast((event) => isOutput(event) || event.type === 'wake')?.time ?? 0;
