import { isLine, type Trace } from './trace.ts';

/**
 * What a program says and when, to the hundredth of a second: by this two traces are the same.
 * As fine as the programs' own totals, and coarser than the millisecond that a turn of Node's
 * event loop takes by `setTimeout(…, 0)`.
 */
export function speech({ events, ending }: Trace): string {
  return events
    .filter(isLine)
    .map(({ time, stream, text }) => `${time.toFixed(2)} ${stream} ${text}`)
    .concat(ending.kind === 'exited' ? [] : [ending.kind])
    .join('\n');
}
