import type { Expected, Formula } from './values.ts';

/** How the tasks ran: the law that they did keep, and its total; absent where they kept none. */
export interface Ran {
  ran?: { formula: Formula; total: number };
  expected: Expected;
}

/** Kinds of mistakes that the check of timing finds, and what each shows; times in seconds. */
export interface TimingMistakes {
  /** Tasks that should run side by side run one after the other. */
  'ran-in-sequence': Ran & {
    /** Which task began too late. */
    next: string;
    /** Whether one task does the work of all. */
    isOneTask: boolean;
  };
  /** Steps of one task that should follow one another run at the same time. */
  'ran-in-parallel': Ran;
  /** Tasks that a lock should keep apart run side by side. */
  'missing-lock': Ran;
  /** A lock keeps tasks apart that should run side by side. */
  'lock-too-wide': Ran & { waiting: string; holder: string };
  /** A pool runs more jobs at a time than it should, or fewer. */
  'wrong-pool-size': { workers: number; wanted: number; expected: Expected };
  /** A worker is free, and the next job does not begin. */
  'worker-left-idle': { seconds: number; from: number; due: number; expected: Expected };
  'passed-on-too-late': Ran & { task: string; from: number; due: number };
  'passed-on-too-early': {
    task: string;
    seconds: number;
    from: number;
    due: number;
    expected: Expected;
  };
  /** The total is printed, or the program ends, while tasks still run. */
  'missing-join': { unjoined: readonly string[]; total?: number; expected?: Expected };
  'clock-misplaced': { reading: 'first' | 'last' | 'either'; total: number; expected: Expected };
  /** A later phase counts from the start of the program. */
  'clock-not-restarted': { total: number; expected: Expected };
  'wrong-unit': {
    found: readonly number[];
    wanted: readonly number[];
    /** What the port gave to what counts the other. */
    gave: 'milliseconds' | 'seconds';
  };
  /** Random numbers are drawn after other lines than in the original, and so are others. */
  'drawn-elsewhere': { found: readonly number[]; wanted: readonly number[] };
  /** The same random numbers, another range. */
  'wrong-range': {
    found: readonly number[];
    wanted: readonly number[];
    end?: { which: 'begins' | 'ends'; found: number; wanted: number };
  };
  /** One random number for several sleeps. */
  'shared-draw': { draws: number; wanted: number; found: readonly number[] };
  'wrong-duration': { task?: string; found: readonly number[]; wanted: readonly number[] };
  /** What cuts a wait short in the original does not in the port. */
  'timeout-not-cancelled': { task: string; seconds: number };
  /** A wait has no timeout; in the original it ran out of time. */
  'missing-timeout': { task: string; seconds: number };
  /** A timer rings late: its task was blocked when it was due. */
  'timer-late': { task: string; seconds: number; from: number; to: number };
  'sleep-cut-short': { task: string; seconds: number; slept: number };
  /** An idiomatic port sleeps at another time than the original; absent where only one of them does. */
  'slept-at-another-time': {
    found?: { seconds: number; from: number };
    wanted?: { seconds: number; from: number };
  };
  'original-breaks-law': Ran;
  'wrong-total': {
    /** Absent where none was printed. */
    found?: number;
    wanted: number;
    /** What the same program takes without its sleeps. */
    beside?: number;
  };
  'too-many-totals': { found: number; wanted: number };
}
