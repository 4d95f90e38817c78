import { type Calls, callsIn } from './calls.ts';
import { flowsOf, type Step } from './flow.ts';
import { createReach, type Reach } from './reach.ts';
import type { Source } from './read-source.ts';

/** All that is known of a port's source. */
export interface Analysis {
  source: Source;
  calls: Calls;
  reach: Reach;
  /** What main does, in its order; then each function that runs later or elsewhere. */
  flows: Step[][];
}

const analyses = new WeakMap<Source, Analysis>();

/** Made once for a source, when the first diagnosis asks for it. */
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
