import { spokenLines } from './spoken.ts';
import type { Trace } from './trace.ts';

/**
 * What a program says and when, to the hundredth of a second, a row for each line: by this two
 * traces are the same. As fine as the programs' own totals, and coarser than the millisecond that a
 * turn of Node's event loop takes by `setTimeout(…, 0)`.
 */
export function speech(trace: Trace): string {
  const { kind } = trace.ending;
  return spokenLines(trace)
    .map(({ time, stream, text, flaw }) => {
      const goesOn = flaw === 'no line end' ? '…' : '';
      return `${time.toFixed(2)} ${stream}${goesOn} ${text}`;
    })
    .concat(kind === 'exited' ? [] : [kind])
    .join('\n');
}
