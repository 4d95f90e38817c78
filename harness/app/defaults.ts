/** Gives the chapter’s two files 7 s and 6 s: unequal, so that sum and max and orders differ. */
export const DEFAULT_SEED = 32;

/** Most orders that are tried of each program. The chapter’s programs have 120 at most. */
export const DEFAULT_RUNS = 200;

/**
 * How `npm test` judges the pairs, and how mutants of their ports are judged: what one of the two
 * finds, the other finds. It is what `lockstep verify` and `lockstep check` do without options.
 */
export const CONFORMANCE = {
  clock: 'virtual',
  seed: DEFAULT_SEED,
  runs: DEFAULT_RUNS,
} as const;
