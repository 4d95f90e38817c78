import type { Trace } from '../trace/trace.ts';
import type { Policy } from './policy.ts';

/** What came of trying the orders of one program. */
export interface Exploration {
  /** One trace for each way in which the program speaks, by what it says and when. */
  traces: Map<string, Trace>;
  /** How many runs were made. */
  runs: number;
  /** Whether every schedule was tried; otherwise `estimate` says about how many there are. */
  exhaustive: boolean;
  estimate: number;
  /** Two runs of one schedule that differ: something decides that the harness does not own. */
  nondeterminism?: Nondeterminism;
}

/** A schedule that gave another run when it was run again. */
export interface Nondeterminism {
  schedule: readonly string[];
  /** The run in which the schedule was found, and the one that should have been the same so far. */
  recorded: Trace;
  replayed: Trace;
}

/** Runs the program once. Many may be asked for at a time. */
export type RunOnce = (policy: Policy) => Promise<Trace>;
