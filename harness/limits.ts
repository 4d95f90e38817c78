/**
 * Every limit and every stretch of wall time in `harness/`: what it decides, its unit, and the
 * measurement behind it. What ends a program is counted in what the program did. Wall time ends
 * only a hang, and the verdict is then inconclusive, never a mistake of the port.
 *
 * Measured on two cores; “the slow machine” is three times slower (`node -e 0`: 120 ms there, 40 ms
 * here).
 *
 * Wall time that decides nothing about a program stays where it is used: how often a terminal is
 * redrawn, how long an interpreter may take to answer, the kernel to end what was killed, an
 * interrupted command to tidy up. test/unit/limits.test.ts names the files that read the time.
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
   * to `starts` times the CPU time of an empty program of that runtime, measured on this machine.
   */
  cpu: number;
  starts: number;
  /**
   * Real clock: seconds for which every thread of it may be asleep, all together: it did not end.
   * Virtual clock: the same without any sign of life, one after the other: it hangs.
   */
  seconds: number;
  /** Wall seconds for a whole run; ends what no other limit ends. */
  total: number;
  /** Virtual clock: lines, starts and wakings while no time passes. */
  instant: number;
  /** Virtual clock: polls in a row, with nothing else between. */
  polls: number;
  /** Virtual clock: how long it may take, in seconds of its time. */
  time?: number;
  /** The run is stopped here, in seconds of its clock; what is due at this moment still happens. */
  until?: number;
}

/**
 * For an original, and for `run`. 60 CPU seconds between two lines are common where processes are
 * used for what they are best at; an empty Node uses 0.04 s (0.12 s on the slow machine), so that
 * the limit is 120 s here and 360 s there.
 *
 * The chapter's longest program sleeps 2 × 10 s; a port that takes three times as long does not
 * end. Its programs have 7 lines, starts and wakings at one instant at most; 10 000 take some 7 s.
 *
 * 60 000 polls are a minute by the program's clock. One takes 1.5 ms of CPU (Node 26, 2026-11-25), so
 * 90 s of ours.
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
 * For a port: its own CPU limit is this, or a multiple of what its original used (`PORT_EFFORT`). A
 * whole run of the ports with forks or Workers uses 0.9 s of CPU in all; the slow machine needs
 * three times that, and gives three times as much. No pair has more than 7 tasks.
 */
export const PORT_LIMITS = {
  cpu: 6,
  starts: 100,
  processes: 32,
  memory: 1024 ** 3,
  instant: 10_000,
};

/** The limits that `--limit NAME=VALUE` sets, by their names; what each counts, and in which unit. */
export const NAMED_LIMITS = {
  cpu: {
    limit: 'cpu',
    unit: 'SECONDS',
    what: 'CPU time of a thread between two lines, sleeps or waits',
  },
  asleep: { limit: 'seconds', unit: 'SECONDS', what: 'real time in which nothing moves' },
  wall: { limit: 'total', unit: 'SECONDS', what: 'real time of a whole run' },
  time: { limit: 'time', unit: 'SECONDS', what: 'virtual time of a whole run' },
  lines: { limit: 'lines', unit: 'N', what: 'lines of output' },
  bytes: { limit: 'bytes', unit: 'N', what: 'bytes of output' },
  instant: {
    limit: 'instant',
    unit: 'N',
    what: 'lines, starts and wakings at one virtual instant',
  },
  polls: { limit: 'polls', unit: 'N', what: 'polls of a clock or an event in a row' },
  processes: { limit: 'processes', unit: 'N', what: 'processes at a time' },
  memory: { limit: 'memory', unit: 'BYTES', what: 'memory of all processes together' },
} as const satisfies Record<string, { limit: keyof Limits; unit: string; what: string }>;

export type LimitName = keyof typeof NAMED_LIMITS;

/** Ends the message about a limit. */
export const mayAllow = (name: LimitName): string =>
  `(--limit ${name}=${NAMED_LIMITS[name].unit} allows more)`;

/** Why a program was stopped at the time that `--until` names. */
export const untilText = (seconds: number): string =>
  `stopped at ${seconds.toFixed(2)} s, as --until says; a larger number lets it go on`;

/** How many times the CPU time of its original, between two rests, a port may use. */
export const PORT_EFFORT = 10;

/** How many times the lines, starts and wakings of its original, at one instant, a port may have. */
export const PORT_INSTANT = 10;

/** How many times the virtual time of its original a port may take: seven tasks in a row take 7. */
export const PORT_TIME = 10;

/**
 * Threads in a ring hand their work on: each uses little. Together they may use as much as all that
 * use at least a tenth of the limit could use one by one, and twice the limit at least.
 */
export const RING = { share: 0.1, least: 2 };

/** Seconds of CPU time. From here on a run's progress and its trace say how much it computes. */
export const NOTABLE_EFFORT = 1;

/** Lines, starts and wakings at one instant. From here on a trace says how many there were. */
export const NOTABLE_GATES = 1000;

/** Wall seconds: one that is set for more than 24.8 days Node rings at once (2³¹ ms). */
export const LONGEST_TIMER = 2_000_000;

/**
 * CPU seconds, and starts of its runtime, for what still works when the program's first process has
 * ended: it is on its way out. Python's resource tracker uses 0.01 s, a Node that closes 0.05 s.
 * Seconds as in `Limits`, under the virtual clock alone.
 */
export const OUTLIVING: Pick<Limits, 'cpu' | 'starts' | 'seconds'> = {
  cpu: 1,
  starts: 25,
  seconds: 1,
};

/**
 * Wall seconds, while nothing of a run works, after which what is left of it is left behind.
 * Python's resource tracker, which ends when it sees its parent gone, took 0.05 s at most in 120
 * runs, 100 of them with four busy processes on two cores.
 */
export const LEFTOVER_GRACE = 0.25;

/**
 * Wall milliseconds between looks at what a run uses. Under the virtual clock each reads of every
 * thread that the program has, in 1 ms for 30; in real time many programs run at once.
 */
export const EFFORT_LOOKS = 100;
export const REAL_EFFORT_LOOKS = 500;
/** Wall milliseconds between looks at the processes and the memory of a judged port. */
export const USAGE_LOOKS = 100;
/** Every so many of them also at files in memory: to read of 25 descriptors takes 0.3 ms. */
export const FILE_LOOKS = 5;

/**
 * Looks at which new processes may appear when a program has ended, or more be there than a port may
 * have. What is on its way out starts none: who does so again and again goes on for ever.
 */
export const FORKING_LOOKS = 5;

/**
 * Wall milliseconds that count at most between two looks. The harness may be stopped (Ctrl-Z) or
 * starved between them: that is no time in which it saw a program do nothing.
 */
export const LONGEST_LOOK = 250;

/**
 * Milliseconds. A wait that ends by itself within this time is no rest. The runtimes wait for
 * moments in the midst of their work: V8 backs off from a contended lock, Python asks for its
 * interpreter every 5 ms. Looks that took that for rest were wrong in 30 of 120 runs of two forks.
 */
export const MOMENT = 50;

/**
 * Milliseconds in which the harness looked again and again, `PATIENT_LOOK` at most for each look,
 * before a wait counts as rest of which nothing tells when it is over: one for room in a pipe that
 * the harness reads.
 */
export const PATIENCE = 50;
export const PATIENT_LOOK = 10;

/**
 * Wall seconds for which a program must wait only for something from outside, while nobody comes,
 * before it is idle: somebody outside may be about to connect. Chosen: who starts a client beside a server by
 * a script does so within it, and who runs a server by itself waits no longer for the report.
 */
export const IDLE_GRACE = 1;

/**
 * Virtual clock: how often a server may look in vain for somebody to serve before it is idle. Chosen:
 * Python's http.server looks each half second, so 50 s of its time; a client of the program's own
 * starts an end to the count.
 */
export const IDLE_ROUNDS = 100;

/** How often a program must be found with nothing to wait for before that is a deadlock. */
export const DEADLOCK_LOOKS = 3;

/**
 * Virtual clock: a program that goes on for so many seconds of its time, and wakes so often
 * meanwhile, has no end; nor has one that wakes `most` times. A long sleep is no sign of that. 1000
 * wakings take 0.4 s (Node 26, 2026-11-26). `--until` replaces it.
 */
export const ENDLESS = { seconds: 3600, wakings: 1000, most: 50_000 };

/** How often a program may wake that has taken more than its virtual time. */
export const OVERTIME_WAKINGS = 32;

/**
 * Virtual clock, in nanoseconds: by so much time moves for a task that polls, or is busy without end. A
 * wait by polling ends so much late at most.
 */
export const TICK = 1_000_000n;

/**
 * Lines, starts and wakings that take no time at one instant, and how many of those beyond take a tick: a
 * line takes some 100 us on a terminal. 20 000 take 14 s of ours; what ordinary programs print at
 * once is less than that.
 */
export const INSTANT = { free: 20_000, gates: 10 };

/**
 * How often in a row, at one instant, a task that polls is let look again when another has run. Chosen:
 * more than any program of the suite needs to see what it waits for, and a second of ours.
 */
export const POLL_LOOKS = 1000;

/**
 * Looks in quick succession after a gate was opened or a message has come, and the milliseconds between
 * them (as long as Python takes from gate to gate). Then each pause is half as long again as the last, so
 * that a rest is seen when at most half as much time has passed again: 8 looks while a Node starts, which
 * takes 40 ms. Of 60 rests 58 came within 10 ms of a message, the others 25 ms after.
 */
export const QUICK_LOOKS = 6;
export const QUICK = 0.05;
export const SLOW = { least: 1, growth: 1.5, most: 10 };

/**
 * Real clock, in seconds; 40 runs of each of the chapter's six programs, all six at once, beside four
 * busy processes on two cores. A check that fails by them alone is judged again with as much more
 * as this machine may have made the programs late: what then holds is inconclusive.
 *
 * A sleep is never short, but two clocks are read to tell: the wall clock by the program, to a
 * millisecond in Node, and the monotonic clock by the kernel that ends the sleep. The wall clock
 * may be slewed by 500 parts in a million (adjtimex(2)): 10 ms in the 20 s of the longest program.
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

/** Milliseconds between the harness's own timer in real time: how late it is tells of the machine. */
export const LATENESS_LOOKS = 20;
