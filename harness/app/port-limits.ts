import type { Limits } from '../launch/launch.ts';

/** What ends a port, beside what ends any program: it may have mistakes of any kind; no pair has more than 7 tasks. */
export const PORT_LIMITS: Pick<Limits, 'processes' | 'memory'> = {
  processes: 32,
  memory: 1024 ** 3,
};

/**
 * How many times as long as its original a port may take, of virtual time: one of seven tasks that
 * runs them one after the other takes seven times as long.
 */
export const TIME_FACTOR = 10;
