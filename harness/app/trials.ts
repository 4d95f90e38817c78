import { type Dice, JUST_BELOW_ONE } from '../draws/dice.ts';
import { CHECKS } from '../judge/check-names.ts';
import type { Verdict } from '../judge/verdict.ts';
import { asExpected } from '../known-failures.ts';
import type { Trace } from '../trace/trace.ts';
import type { Match } from './match.ts';

/**
 * How a port was tried, in the order in which a verdict is looked for:
 * - `seed`: with the draws of the seed, which are unequal; or `durations`: with draws that give
 *   the durations that were asked for, and then no other draws;
 * - `mirrored`: with the draws of the seed reversed: the task that was last is first;
 * - `least`, `greatest`: with all draws at an end of their range, and so equal;
 * - `orders`: with the first draws again, in many orders; under the virtual clock only.
 */
export type TrialName = 'seed' | 'durations' | 'mirrored' | 'least' | 'greatest' | 'orders';

export interface Trial {
  name: TrialName;
  verdict: Verdict;
}

/** One trial of one match that is to be made. */
export interface Attempt {
  match: Match;
  trial: TrialName;
  dice: Dice;
}

/** The draws that are tried when those of the seed showed no mistake. */
export function otherDraws({ seed, events }: Trace): [TrialName, Dice][] {
  const given = events.flatMap((event) =>
    event.type === 'draw' ? [{ key: event.key, value: JUST_BELOW_ONE - event.value }] : [],
  );
  return [
    ['mirrored', { seed, given }],
    ['least', { seed, always: 0 }],
    ['greatest', { seed, always: JUST_BELOW_ONE }],
  ];
}

/** A match with the trials that were made of it; where one failed, it is the last. */
export interface Judgement {
  match: Match;
  trials: readonly Trial[];
}

/**
 * The trial that decided, with the known failures that others showed: the one that failed, or that
 * in orders, which says how much was tried. Where all passed and there was none, the first.
 */
export function decisive({ trials }: Pick<Judgement, 'trials'>): Trial {
  const last = trials.at(-1) as Trial;
  const hasPassed = asExpected(last.verdict) && last.name !== 'orders';
  const { name, verdict } = hasPassed ? (trials[0] as Trial) : last;
  const checks = { ...verdict.checks };
  for (const check of CHECKS.filter((check) => checks[check].ok)) {
    const shown = trials.find((trial) => trial.verdict.checks[check].known !== undefined);
    checks[check] = shown?.verdict.checks[check] ?? checks[check];
  }
  const ok = verdict.ok && CHECKS.every((check) => checks[check].ok);
  return { name, verdict: { ...verdict, ok, checks } };
}
