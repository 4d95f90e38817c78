import type { Operator } from '../mutate.ts';

/** A mutant that is the same program as its port: no judge can tell it, and none should. */
export interface Equivalent {
  /** In which ports. */
  pairs: string[];
  operator: Operator;
  /** As it is reported; it may stand for several places with the same lines. */
  diff: string[];
  /** Where another place with the same lines is none of these. */
  line?: number;
  why: string;
}
