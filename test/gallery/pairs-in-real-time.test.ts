import { describe } from 'vitest';
import { matchOf } from '../../harness/app/match.ts';
import { decisive } from '../../harness/app/trials.ts';
import type { Verdict } from '../../harness/judge/verdict.ts';
import { PAIRS, type Pair } from '../../harness/pairs.ts';
import { expectConforming } from '../support/checks.ts';
import { test } from '../support/judge.ts';
import { only } from '../support/only.ts';

/** By it the durations of each pair's tasks are unequal, so that 5 + 6 is not max(5, 6). */
const SEED = 0;

const ONE_BY_ONE = 'prints the same lines in the same order';
const SIDE_BY_SIDE = 'prints the same lines in orders that concurrency allows';

const TITLES = {
  sum: [ONE_BY_ONE, 'takes as long as its tasks one after the other'],
  max: [SIDE_BY_SIDE, 'takes as long as its longest task'],
  min: [SIDE_BY_SIDE, 'takes as long as its shortest task'],
  pool: [SIDE_BY_SIDE, 'takes as long as its workers need for all jobs'],
  pipeline: [SIDE_BY_SIDE, 'takes as long as its items need through all stages'],
  phases: [SIDE_BY_SIDE, 'takes as long as it should, phase by phase'],
} as const;

/** The chapter's own are in `npm test`: conformance/real-clock.test.ts. */
const OTHERS = PAIRS.filter(({ stem }) => !/^0[123]_/.test(stem));

const verdictOn = verdictsOf(OTHERS);

describe.each(OTHERS)('$stem', (pair) => {
  const [order, timing] = TITLES[pair.law.kind];
  test(order, () => expectConforming(verdictOn(pair).checks.output));
  test(timing, () => expectConforming(verdictOn(pair).checks.timing));
  test('has the same processes and threads', () => expectConforming(verdictOn(pair).checks.tasks));
  test('ends alike and leaves nothing', () => expectConforming(verdictOn(pair).checks.ending));
});

/** All programs of all pairs run at once, in real time. */
function verdictsOf(pairs: readonly Pair[]) {
  let verdicts: Verdict[];
  test.beforeAll(async ({ judge }) => {
    // With other draws it would take a minute more; the virtual clock tries them.
    const options = { clock: 'real', seed: SEED, runs: 0, otherDraws: false } as const;
    const judgements = await judge(pairs.map(matchOf), options);
    verdicts = judgements.map((judgement) => decisive(judgement).verdict);
  });
  return ({ stem }: Pair) => only(verdicts.filter(({ pair }) => pair === stem));
}
