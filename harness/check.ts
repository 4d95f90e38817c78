import type { Verdict } from './judge/verdict.ts';
import {
  asExpected,
  type KnownFailure,
  withKnownFailures,
  withKnownPasses,
} from './known-failures.ts';
import { createLanes, type Lanes } from './launch/lanes.ts';
import { CHECK_LIMITS } from './limits.ts';
import type { Trace } from './observe/trace.ts';
import { type Dice, JUST_BELOW_ONE } from './schedule/dice.ts';
import { laneCount, type Match, type VerifyOptions, verifyIn } from './verify.ts';

/**
 * How a port was tried:
 * - `seed`: with the draws of the seed, which are unequal;
 * - `mirrored`: with the draws of the seed the other way round: who was last is first;
 * - `least`, `greatest`: with all draws at an end of their range, and so equal;
 * - `orders`: with the draws of the seed, in many orders.
 */
export type TrialName = 'seed' | 'mirrored' | 'least' | 'greatest' | 'orders';

export interface Trial {
  name: TrialName;
  verdict: Verdict;
}

/** The draws that a trace shows, from the other end of their range. */
function mirrored({ seed, events }: Trace): Dice {
  const given = events.flatMap((event) =>
    event.type === 'draw' ? [{ key: event.key, value: JUST_BELOW_ONE - event.value }] : [],
  );
  return { seed, given };
}

/**
 * How many orders of the port are tried by itself. Then it is led to every order of the original
 * that it did not show: an original of two tasks has 6, and is explored in a second.
 */
const PORT_RUNS = 6;

/** Trials that go on at once: `mirrored`, `least` and `greatest`. */
const SIDE_BY_SIDE = 3;

interface CheckOptions
  extends Omit<VerifyOptions, 'durations' | 'dice' | 'explore' | 'first' | 'onJudged'> {
  /** How many orders may be tried; 0 for no other than the first. */
  runs: number;
  /** Checks that are known to fail do not end the trials. */
  known?: readonly KnownFailure[];
  /** @param seconds of real time, which the trial took */
  onJudged?: ((trial: TrialName, seconds: number) => void) | undefined;
}

/**
 * Judge any port against an original: by trials that tell mistakes apart, until one fails.
 *
 * @returns the trials in their order; the last decides
 * @throws LockstepError as `verify`
 */
export async function check(match: Match, options: CheckOptions): Promise<Trial[]> {
  const { known = [] } = options;
  // Shared by all trials: lanes, and servers from which programs are forked, cost what runs cost.
  using lanes = createLanes(
    options.clock,
    laneCount(2 * SIDE_BY_SIDE, options),
    options.python.executable,
  );
  const trials = await tryOut(lanes, match, options);
  const verdicts = withKnownPasses(
    trials.map(({ verdict }) => verdict),
    known,
  );
  return trials.map(({ name }, index) => ({ name, verdict: verdicts[index] as Verdict }));
}

async function tryOut(lanes: Lanes, match: Match, options: CheckOptions): Promise<Trial[]> {
  const { runs, clock, seed, known = [], onJudged, ...others } = options;
  const portLimits = { ...CHECK_LIMITS, ...options.limits };
  const attempt = async (
    name: TrialName,
    more: Pick<VerifyOptions, 'dice' | 'explore' | 'first'> = {},
  ): Promise<Trial> => {
    const [verdict] = await verifyIn(lanes, [match], {
      ...others,
      clock,
      seed,
      portLimits,
      ...more,
      onJudged: (_pair, seconds) => onJudged?.(name, seconds),
    });
    return { name, verdict: withKnownFailures(verdict as Verdict, known) };
  };
  const first = await attempt('seed');
  if (!asExpected(first.verdict)) return [first];
  const ends = await Promise.all([
    attempt('mirrored', { dice: mirrored(first.verdict.original) }),
    attempt('least', { dice: { seed, always: 0 } }),
    attempt('greatest', { dice: { seed, always: JUST_BELOW_ONE } }),
  ]);
  const unexpected = ends.filter(({ verdict }) => !asExpected(verdict));
  // A mistake that is sure says more than a trial that cannot be judged.
  const failed = unexpected.find(({ verdict }) => verdict.outcome === 'fails') ?? unexpected[0];
  if (failed !== undefined) return [first, failed];
  if (clock === 'real' || runs === 0) return [first, ...ends];
  const few = Math.min(runs, PORT_RUNS);
  const orders = (portRuns: number) =>
    attempt('orders', { explore: { runs, portRuns }, first: first.verdict });
  const last = await orders(few);
  if (asExpected(last.verdict) || few === runs) return [first, ...ends, last];
  // An order that so few runs did not show may be there: who is not led to it is asked for all.
  return [first, ...ends, await orders(runs)];
}
