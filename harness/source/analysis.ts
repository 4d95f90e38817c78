import { type Calls, callsIn } from './calls.ts';
import { flowsOf, type Step } from './flow.ts';
import { createReach, type Reach } from './reach.ts';
import type { Source } from './read-source.ts';

/** What the finds know about a port's source. */
export interface Analysis {
  source: Source;
  calls: Calls;
  reach: Reach;
  /** The calls of main in order; then those of each function that runs later or in a task. */
  flows: Step[][];
}

const analyses = new WeakMap<Source, Analysis>();

/** Analyse a source; the result is kept for the next find. */
export function analysisOf(source: Source): Analysis {
  let analysis = analyses.get(source);
  if (!analysis) {
    const calls = callsIn(source);
    // What a file imports runs before it.
    const programs = source.files.map(({ program }) => program).reverse();
    const flows = flowsOf(calls, programs);
    analysis = { source, calls, reach: createReach(calls), flows };
    analyses.set(source, analysis);
  }
  return analysis;
}
