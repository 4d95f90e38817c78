import type { Verdict } from './judge/verdict.ts';
import type { Limits } from './launch/launch.ts';
import { type Match, type VerifyOptions, verify } from './verify.ts';

/**
 * How a port was tried:
 * - `seed`: with the draws of the seed, which are unequal;
 * - `least`, `greatest`: with all draws at an end of their range, and so equal;
 * - `orders`: with the draws of the seed, in many orders.
 */
export type TrialName = 'seed' | 'least' | 'greatest' | 'orders';

export interface Trial {
  name: TrialName;
  verdict: Verdict;
}

/** Draws are less than 1: no range has more values than this tells apart. */
const JUST_BELOW_ONE = 1 - 2 ** -52;

/**
 * How many orders of the port are tried by itself. Then it is led to every order of the original
 * that it did not show: an original of two tasks has 6, and is explored in a second.
 */
const PORT_RUNS = 6;

/** A port of one's own runs less than a second under the virtual clock, and 30 s in real time. */
const SECONDS = { virtual: 8, real: 60 };

/** What is judged may have mistakes of any kind; no pair has more than 7 tasks. */
export const CHECK_LIMITS: Pick<Limits, 'processes' | 'memory'> = {
  processes: 64,
  memory: 1024 ** 3,
};

/**
 * Judge any port against an original: by trials that tell mistakes apart, until one fails.
 *
 * @returns the trials in their order; the last decides
 * @throws LockstepError as `verify`
 */
export async function check(
  match: Match,
  options: Omit<VerifyOptions, 'durations' | 'always' | 'explore'> & { runs: number },
): Promise<Trial[]> {
  const { runs, clock } = options;
  const limits = { seconds: SECONDS[clock], ...CHECK_LIMITS, ...options.limits };
  const attempt = async (
    name: TrialName,
    more: Pick<VerifyOptions, 'always' | 'explore'> = {},
  ): Promise<Trial> => {
    const [verdict] = await verify([match], { ...options, limits, ...more });
    return { name, verdict: verdict as Verdict };
  };
  const first = await attempt('seed');
  if (!first.verdict.ok) return [first];
  const ends = await Promise.all([
    attempt('least', { always: 0 }),
    attempt('greatest', { always: JUST_BELOW_ONE }),
  ]);
  const failed = ends.find(({ verdict }) => !verdict.ok);
  if (failed !== undefined) return [first, failed];
  if (clock === 'real') return [first, ...ends];
  const last = await attempt('orders', { explore: { runs, portRuns: Math.min(runs, PORT_RUNS) } });
  return [first, ...ends, last];
}
