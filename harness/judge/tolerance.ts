import { CLOCK_DISAGREEMENT, LINGER_SPREAD, ORDER_SPREAD, OVERHEAD_SPREAD } from '../tolerances.ts';
import type { ClockName } from '../trace/trace.ts';

/** What sums and differences of doubles of this size are off by, in seconds. */
export const ROUNDING = 1e-6;

/** What a clock may be off by, in seconds. */
export interface Tolerance {
  clocks: number;
  overhead: number;
  order: number;
  linger: number;
  /** How much later than the first a sleep may begin that should begin with it. */
  starts: number;
}

const REAL: Tolerance = {
  clocks: CLOCK_DISAGREEMENT,
  overhead: OVERHEAD_SPREAD,
  order: ORDER_SPREAD,
  linger: LINGER_SPREAD,
  starts: 0,
};

/** Its times are exact. */
const VIRTUAL: Tolerance = { clocks: 0, overhead: 0, order: 0, linger: 0, starts: 0 };

/**
 * @param late by how many seconds the machine may have made the programs late: what holds by such a
 *   tolerance, and not without, is not judged (real-time.ts)
 */
export function toleranceOf(clock: ClockName, late = 0): Tolerance {
  if (clock === 'virtual') return VIRTUAL;
  const { clocks, overhead, order, linger } = REAL;
  return {
    clocks,
    overhead: Math.max(overhead, late),
    order: Math.max(order, late),
    linger: Math.max(linger, late),
    starts: late,
  };
}
