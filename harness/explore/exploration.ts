import type { Trace } from '../trace/trace.ts';
import type { Policy } from './policy.ts';

/** What the orders of one program came to. */
export interface Exploration {
  /** One trace for each way in which the program speaks, by what it says and when. */
  traces: Map<string, Trace>;
  /** Runs that were made. */
  runs: number;
  /** Whether these were all schedules; else `estimate` says how many there are, about. */
  exhaustive: boolean;
  estimate: number;
  /** Two runs of one schedule that differ: the program has a will that the harness does not own. */
  nondeterminism?: Nondeterminism;
}

/** A schedule that came out otherwise when it was run again. */
export interface Nondeterminism {
  schedule: readonly string[];
  /** The run in which the schedule was found, and the one that should have been the same so far. */
  recorded: Trace;
  replayed: Trace;
}

/** Runs the program once. Many may be asked for at a time. */
export type RunOnce = (policy: Policy) => Promise<Trace>;
