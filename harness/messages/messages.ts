import type { en } from './en/index.ts';

/** Everything that a person reads. English says what there is; each other language has the same. */
export type Messages = typeof en;
