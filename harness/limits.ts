/**
 * Every limit of a program: what it decides, its unit, and the measurement behind it. A limit counts
 * what the program did. Wall time ends only a hang, and the verdict is then inconclusive, never a
 * mistake of the port. How often the harness looks is in looks.ts.
 *
 * Measured on two cores; “the slow machine” is three times slower (`node -e 0` takes 120 ms there,
 * 40 ms here). test/unit/limits.test.ts names the files that read the time, and why.
 */

/** What a program may use. Units: seconds, bytes, numbers. */
export interface Limits {
  /** How much it may print. */
  bytes: number;
  lines: number;
  /** How many processes it may have, and how many bytes of memory in all; Linux only. */
  processes?: number;
  memory?: number;
  /**
   * CPU seconds that one of its threads may use between two rests (a line, a sleep, a wait). Raised
   * to `starts` times the CPU time of an empty program of its runtime, measured on this machine.
   */
  cpu: number;
  starts: number;
  /**
   * Real clock: seconds in all for which every thread of it may be asleep; then it did not finish.
   * Virtual clock: seconds in a row without any sign of life; then it hangs.
   */
  seconds: number;
  /** Wall seconds for a whole run; ends what no other limit ends. */
  total: number;
  /** Virtual clock: lines, starts and wakings while no time passes. */
  instant: number;
  /** Virtual clock: polls in a row, with nothing else between. */
  polls: number;
  /** Virtual clock: generations of tasks below main; a child of main is the first. */
  generations?: number;
  /** Virtual clock: how long it may take, in seconds of its time. */
  time?: number;
  /** The run is stopped here, in seconds of its clock; what is due at this moment still happens. */
  until?: number;
}

/**
 * For an original, and for `run`. Programs that use processes to compute often take 60 CPU seconds
 * between two lines. An empty Node uses 0.04 s (0.12 s on the slow machine), so the limit is 120 s
 * here and 360 s there.
 *
 * The chapter's longest program sleeps 2 × 10 s; a port that takes three times as long does not
 * finish. The programs have at most 7 lines, starts and wakings at one instant; 10 000 take 7 s.
 *
 * 60 000 polls are a minute of the program's clock. Each takes 1.5 ms of CPU (Node 26, 2026-11-25),
 * so 90 s of ours.
 */
export const DEFAULT_LIMITS: Limits = {
  bytes: 16 * 1024 * 1024,
  lines: 100_000,
  cpu: 120,
  starts: 3000,
  seconds: 60,
  total: 3600,
  instant: 100_000,
  polls: 60_000,
};

/**
 * For a port. Its CPU limit is this or a multiple of what its original used (`PORT_EFFORT`),
 * whichever is more. A whole run of a port with forks or Workers uses 0.9 s of CPU in all; the slow
 * machine needs three times that, and allows three times as much. No pair has more than 7 tasks.
 */
export const PORT_LIMITS = {
  cpu: 6,
  starts: 100,
  processes: 32,
  memory: 1024 ** 3,
  instant: 10_000,
};

/** The limits that `--limit NAME=VALUE` sets, by their names, and in which unit. */
export const NAMED_LIMITS = {
  cpu: { limit: 'cpu', unit: 'SECONDS' },
  asleep: { limit: 'seconds', unit: 'SECONDS' },
  wall: { limit: 'total', unit: 'SECONDS' },
  time: { limit: 'time', unit: 'SECONDS' },
  generations: { limit: 'generations', unit: 'N' },
  lines: { limit: 'lines', unit: 'N' },
  bytes: { limit: 'bytes', unit: 'N' },
  instant: { limit: 'instant', unit: 'N' },
  polls: { limit: 'polls', unit: 'N' },
  processes: { limit: 'processes', unit: 'N' },
  memory: { limit: 'memory', unit: 'BYTES' },
} as const satisfies Record<string, { limit: keyof Limits; unit: string }>;

export type LimitName = keyof typeof NAMED_LIMITS;

/** How many times the CPU time of its original, between two rests, a port may use. */
export const PORT_EFFORT = 10;

/** How many times the lines, starts and wakings of its original, at one instant, a port may have. */
export const PORT_INSTANT = 10;

/** How many times the virtual time of its original a port may take: seven tasks in a row take 7. */
export const PORT_TIME = 10;

/**
 * How many generations of tasks a port may have beyond those of its original. A port whose children
 * run main again has one more with each child; no port in Node's own way needs a second.
 */
export const PORT_GENERATIONS = 2;

/**
 * Threads in a ring hand their work on, so each uses little. Together they may use the limit once
 * for each thread that uses at least a tenth of what the busiest does, and at least twice.
 */
export const RING = { share: 0.1, least: 2 };

/** Seconds of CPU time. From here on a run's progress and its trace say how much it computes. */
export const NOTABLE_EFFORT = 1;

/** Lines, starts and wakings at one instant. From here on a trace says how many there were. */
export const NOTABLE_GATES = 1000;

/**
 * For what still works when the program's first process has ended: it is on its way out. Python's
 * resource tracker uses 0.01 s of CPU, a Node that closes 0.05 s. `seconds` under the virtual clock
 * alone.
 */
export const OUTLIVING: Pick<Limits, 'cpu' | 'starts' | 'seconds'> = {
  cpu: 1,
  starts: 25,
  seconds: 1,
};

/**
 * Virtual clock: a program is endless if it goes on for so many seconds of its time and wakes so
 * often meanwhile, or if it wakes `most` times. A long sleep alone is no sign of it. 1000 wakings
 * take 0.4 s (Node 26, 2026-11-26). `--until` replaces this limit.
 */
export const ENDLESS = { seconds: 3600, wakings: 1000, most: 50_000 };

/** How often a program may wake that has taken more than its virtual time. */
export const OVERTIME_WAKINGS = 32;

/**
 * Virtual clock: nanoseconds by which time moves for a task that polls, or that is busy without a
 * pause. A wait by polling ends late by so much at most.
 */
export const TICK = 1_000_000n;

/**
 * At one instant, so many lines, starts and wakings take no time; beyond that, every ten of them
 * take a tick, since a line takes some 100 us on a terminal. 20 000 take 14 s of ours, and ordinary
 * programs print less at once.
 */
export const INSTANT = { free: 20_000, gates: 10 };
