import { type SpokenLine, spokenLines } from '../trace/spoken.ts';
import type { Trace } from '../trace/trace.ts';

/** A total that a program prints. */
export interface PrintedTotal {
  seconds: number;
  decimals: number;
  line: SpokenLine;
}

/** The totals that a program prints, in their order. */
export function printedTotals(trace: Trace, total: RegExp): PrintedTotal[] {
  return spokenLines(trace).flatMap((line) => {
    const number = total.exec(line.text)?.[1];
    if (number === undefined) return [];
    return [{ seconds: Number(number), decimals: number.split('.')[1]?.length ?? 0, line }];
  });
}
