import type { Trial } from '../../../harness/app/trials.ts';

/** How many tests came to what. What fails outside of a test counts as failed. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** A pair, by the trial that says most of it. */
export interface PairResult extends Counts {
  stem: string;
  judged?: Trial | undefined;
  /** Why there is no verdict, or what failed beside it; in Vitest's words. */
  errors: readonly string[];
}

/** A room of tests that is no pair's: one of the Vitest projects. */
export interface RoomResult extends Counts {
  name: string;
  /** What its tests printed, for the reader. */
  said: readonly string[];
  errors: readonly string[];
}

/** Pairs that ran in real time, side by side. */
export interface RealClockResult extends Counts {
  pairs: readonly PairResult[];
  /** Seconds that they took together. */
  seconds: number;
}

export interface Summary {
  pairs: readonly PairResult[];
  rooms: readonly RoomResult[];
  /** Of all tests. */
  total: Counts;
  /** Seconds from start to end. */
  seconds: number;
  /** Test files that this run left out, all filters aside; 0 where it was not `npm test`. */
  leftOut: number;
  interrupted: boolean;
}

export const NONE: Counts = { passed: 0, failed: 0, skipped: 0 };

export function add(all: readonly Counts[]): Counts {
  return all.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    NONE,
  );
}
