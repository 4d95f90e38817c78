import type { Standing } from '../known-failures.ts';

/** Exit codes: all conform; some do not; usage or environment; something could not be judged. */
export const EXIT = {
  ok: 0,
  nonconforming: 1,
  usage: 2,
  inconclusive: 3,
  interrupted: 130,
} as const;

/** The exit code of a command that judged. */
export const EXIT_OF: Record<Standing, number> = {
  expected: EXIT.ok,
  failed: EXIT.nonconforming,
  inconclusive: EXIT.inconclusive,
};
