import { CONFORMANCE } from '../../harness/app/defaults.ts';
import { matchOf } from '../../harness/app/match.ts';
import { decisive, type Trial } from '../../harness/app/trials.ts';
import { defaultClock } from '../../harness/clock/clock.ts';
import type { Pair } from '../../harness/pairs.ts';
import type { Judge } from '../support/judge.ts';
import { only } from '../support/only.ts';

/** In real time the chapter's downloads take 5 and 6 s by it: unequal, and short. */
const REAL_SEED = 0;

/**
 * Judge a pair as `lockstep verify` does: by all trials, until one fails.
 *
 * @returns the trial that is shown, and the last
 */
export async function judgePair(judge: Judge, pair: Pair): Promise<{ shown: Trial; last: Trial }> {
  const clock = defaultClock(process.platform);
  const { trials } = only(await judge([matchOf(pair)], { ...CONFORMANCE, clock }));
  // Where all passed, the first has the unequal draws that show the law.
  const { name, verdict } = decisive({ trials });
  const shown = verdict.ok ? (trials[0] as Trial) : { name, verdict };
  return { shown, last: trials.at(-1) as Trial };
}

/** Judge pairs by one run of each program in real time, all side by side. */
export async function judgeInRealTime(judge: Judge, pairs: readonly Pair[]): Promise<Trial[]> {
  const options = { clock: 'real', seed: REAL_SEED, runs: 0, otherDraws: false } as const;
  return (await judge(pairs.map(matchOf), options)).map(decisive);
}
