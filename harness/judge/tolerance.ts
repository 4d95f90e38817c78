import type { ClockName } from '../observe/trace.ts';

/** What a clock may be off by, in seconds. */
export interface Tolerance {
  clocks: number;
  overhead: number;
  order: number;
  linger: number;
}

/**
 * A sleep is never short, but two clocks are read to tell: the wall clock by the program, to a
 * millisecond in Node, and the monotonic clock by the kernel that ends the sleep. The wall clock
 * may be slewed by 500 parts in a million (adjtimex(2)): 10 ms in the 20 s of the longest program.
 */
export const CLOCK_DISAGREEMENT = 0.011;

/**
 * How much longer than its no-op twin's a program's own overhead may be.
 */
export const OVERHEAD_SPREAD = 2.5;

/**
 * Two lines whose order differs between the programs may lie this far apart, in both runs
 * together, before that is a difference: tasks that start at once print in an order that is luck.
 */
export const ORDER_SPREAD = 0.75;

/** How much longer than its no-op twin's a program's end may follow its last line. */
export const LINGER_SPREAD = 2.5;

const REAL: Tolerance = {
  clocks: CLOCK_DISAGREEMENT,
  overhead: OVERHEAD_SPREAD,
  order: ORDER_SPREAD,
  linger: LINGER_SPREAD,
};

/** Its times are exact. */
const VIRTUAL: Tolerance = { clocks: 0, overhead: 0, order: 0, linger: 0 };

export function toleranceOf(clock: ClockName): Tolerance {
  return clock === 'real' ? REAL : VIRTUAL;
}
