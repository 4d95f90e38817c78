/**
 * How often the harness looks at programs, and how patiently: wall time, and numbers of looks. None
 * of it ends a program by itself but where that is said. Each with the measurement behind it.
 */

/** Wall seconds: Node rings a timer at once that is set for more than 24.8 days (2³¹ ms). */
export const LONGEST_TIMER = 2_000_000;

/**
 * Wall seconds, while nothing of a run works, after which what is left of it is left behind.
 * Python's resource tracker, which ends when it sees its parent gone, took 0.05 s at most in 120
 * runs, 100 of them with four busy processes on two cores.
 */
export const LEFTOVER_GRACE = 0.25;

/**
 * Wall milliseconds between looks at what a run uses. Under the virtual clock each look reads of
 * every thread that the program has, in 1 ms for 30; in real time many programs run at once.
 */
export const EFFORT_LOOKS = 100;
export const REAL_EFFORT_LOOKS = 500;
/** Wall milliseconds between looks at the processes and the memory of a judged port. */
export const USAGE_LOOKS = 100;
/** Every fifth of them also counts files in memory: to read of 25 descriptors takes 0.3 ms. */
export const FILE_LOOKS = 5;

/**
 * Looks at which new processes may appear when a program has ended, or at which there may be more
 * of them than a port may have. What is on its way out starts none.
 */
export const FORKING_LOOKS = 5;

/**
 * Wall milliseconds between two looks that count at most. The harness may be stopped (Ctrl-Z) or
 * starved between them: it did not see the program do nothing meanwhile.
 */
export const LONGEST_LOOK = 250;

/**
 * Milliseconds. A wait that ends by itself within this time is not rest: V8 backs off from a
 * contended lock, Python asks for its interpreter every 5 ms. Without this, 30 of 120 runs of two
 * forks were wrong.
 */
export const MOMENT = 50;

/**
 * Milliseconds of repeated looks, each of which counts for `PATIENT_LOOK` at most, before a wait
 * whose end nothing tells counts as rest: one for room in a pipe that the harness reads.
 */
export const PATIENCE = 50;
export const PATIENT_LOOK = 10;

/**
 * Wall seconds for which a program must wait only for something from outside, while nobody comes,
 * before it is idle. Chosen: a script that starts a server and then a client does so within it.
 */
export const IDLE_GRACE = 1;

/**
 * Virtual clock: how often a server may look for clients that do not come before it is idle.
 * Chosen: Python's http.server looks every half second, so this is 50 s of its time. A client of
 * the program's own sets the count back.
 */
export const IDLE_ROUNDS = 100;

/** How often a program must be found with nothing to wait for before that is a deadlock. */
export const DEADLOCK_LOOKS = 3;

/**
 * How often in a row, at one instant, a task that polls looks again after others have run. Chosen:
 * more than any program of the suite needs to see what it waits for; it takes a second of ours.
 */
export const POLL_LOOKS = 1000;

/**
 * Looks in quick succession after a gate was opened or a message has come, and the milliseconds
 * between them (as long as Python takes from gate to gate). Then each pause is half as long again
 * as the last: 8 looks while a Node starts, in 40 ms. Of 60 rests 58 came within 10 ms of a message.
 */
export const QUICK_LOOKS = 6;
export const QUICK = 0.05;
export const SLOW = { least: 1, growth: 1.5, most: 10 };

/** Milliseconds of the harness's own timer in real time: how late it rings tells of the machine. */
export const LATENESS_LOOKS = 20;
