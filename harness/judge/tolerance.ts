import type { ClockName } from '../observe/trace.ts';

/** What sums and differences of doubles of this size are off by, in seconds. */
export const ROUNDING = 1e-6;

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

// Measured: 40 runs of each of the chapter's six programs, all six at once, with four busy
// processes on two cores. Each line: least, median, most, in seconds.

/**
 * How much longer than its no-op twin's a program's own overhead may be.
 *
 * Total beyond the law  Python             TypeScript
 *   01_sequential       0.00  0.00  0.01   0.00  0.01  0.05
 *   02_processes        0.01  0.03  0.08   0.07  0.18  0.51
 *   03_threads          0.00  0.00  0.11   0.04  0.12  0.61
 *
 * The most by which it exceeded the twin's was 0.46. Python's spawn, which these do not use,
 * takes 0.5 and took 2.3 at worst. Breaking the law costs 5 at least: no sleep is shorter.
 */
export const OVERHEAD_SPREAD = 2;

/**
 * How far apart the original may print two lines whose order is luck: of tasks that start, or
 * wake, at the same time. In runs that had such lines the other way round they lay at most 0.23
 * apart, original and port together; two tasks that sleep another whole number of seconds print
 * 1 apart.
 */
export const ORDER_SPREAD = 0.75;

/**
 * How much longer than its no-op twin's a program's end may follow its last line: 0.00, 0.01 and
 * 0.25 here, the most by which it exceeded the twin's was 0.24.
 */
export const LINGER_SPREAD = 1;

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
