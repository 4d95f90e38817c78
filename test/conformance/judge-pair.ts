import { check, type Trial } from '../../harness/check.ts';
import { DEFAULT_RUNS, DEFAULT_SEED } from '../../harness/cli/main.ts';
import { findPython } from '../../harness/launch/python.ts';
import type { Pair } from '../../harness/pairs.ts';
import { defaultClock } from '../../harness/schedule/clock.ts';
import { matchOf, verify } from '../../harness/verify.ts';

/** In real time the chapter's downloads take 5 and 6 s by it: unequal, and short. */
const REAL_SEED = 0;

/** Judge a pair as `lockstep check` judges a port: by all trials, until one fails. */
export async function judgePair(pair: Pair): Promise<Trial> {
  const python = await findPython(process.env, process.platform);
  const clock = defaultClock(process.platform);
  const trials = await check(matchOf(pair), {
    python,
    clock,
    seed: DEFAULT_SEED,
    runs: DEFAULT_RUNS,
  });
  // All passed: the first has the unequal draws that show the law.
  return trials.find(({ verdict }) => !verdict.ok) ?? (trials[0] as Trial);
}

/** Judge pairs by one run of each program in real time, all side by side. */
export async function judgeInRealTime(pairs: readonly Pair[]): Promise<Trial[]> {
  const python = await findPython(process.env, process.platform);
  const verdicts = await verify(pairs.map(matchOf), { python, clock: 'real', seed: REAL_SEED });
  return verdicts.map((verdict) => ({ name: 'seed', verdict }));
}
