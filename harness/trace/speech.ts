import { spokenLines } from './spoken.ts';
import type { Trace } from './trace.ts';

/**
 * What a program prints and when, a row for each line: two traces with the same text are the same.
 * Times are to a hundredth of a second, as in the programs' own totals: coarser than the millisecond
 * that `setTimeout(…, 0)` takes in Node.
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
