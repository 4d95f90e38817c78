/**
 * How far two right programs may differ under the real clock, in seconds. Measured in 40 runs of
 * each of the chapter's six programs, all six at once, beside four busy processes on two cores. A
 * check that fails is judged again, wider by as much as this machine may have made the programs
 * late; if it then holds, it is inconclusive.
 */

/**
 * A sleep is never short, but two clocks measure it: the program reads the wall clock, Node to a
 * millisecond, and the kernel ends the sleep by the monotonic clock. The wall clock may be slewed
 * by 500 parts in a million (adjtimex(2)): 10 ms in the 20 s of the longest program.
 */
export const CLOCK_DISAGREEMENT = 0.011;

/**
 * How much longer than its no-op twin's a program's own overhead may be.
 *
 * Total beyond the law  Python (least, median, most)   TypeScript
 *   01_sequential       0.00  0.00  0.01                0.00  0.01  0.05
 *   02_processes        0.01  0.03  0.08                0.07  0.18  0.51
 *   03_threads          0.00  0.00  0.11                0.04  0.12  0.61
 *
 * It exceeded the twin's by 0.46 at most. Python's spawn, which these programs do not use, takes
 * 0.5 and took 2.3 at worst. Breaking the law costs at least 5: no sleep is shorter.
 */
export const OVERHEAD_SPREAD = 2;

/**
 * How far apart the original may print two lines whose order is luck, because their tasks start or
 * wake at the same time. In runs that swapped such lines they were at most 0.23 apart, original and
 * port together. Tasks that sleep different whole numbers of seconds print at least 1 apart.
 */
export const ORDER_SPREAD = 0.75;

/**
 * How much longer a program may take from its last line to its end than its no-op twin. Measured
 * 0.00, 0.01 and 0.25 (least, median, most), at most 0.24 longer than the twin.
 */
export const LINGER_SPREAD = 1;
