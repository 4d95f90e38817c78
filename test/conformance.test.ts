import { beforeAll, describe, test } from 'vitest';
import { findPython } from '../harness/launch/python.ts';
import { PAIRS, type Pair } from '../harness/pairs.ts';
import { matchOf, verify } from '../harness/verify.ts';
import { expectConforming } from './support/checks.ts';
import { only } from './support/only.ts';

/** Seconds, drawn by each pair’s two files: unequal and short, so that 5 + 6 is not max(5, 6). */
const DURATIONS = [5, 6];

const ORDER = {
  sum: 'prints the same lines in the same order',
  max: 'prints the same lines in orders that concurrency allows',
};

const TIMING = {
  sum: 'takes as long as its tasks one after the other',
  max: 'takes as long as its longest task',
};

const verdictOn = verdictsOf(PAIRS);

describe.each(PAIRS)('$stem', (pair) => {
  test(ORDER[pair.law.kind], () => expectConforming(verdictOn(pair).checks.output));
  test(TIMING[pair.law.kind], () => expectConforming(verdictOn(pair).checks.timing));
  test('has the same processes and threads', () => expectConforming(verdictOn(pair).checks.tasks));
  test('ends alike and leaves nothing', () => expectConforming(verdictOn(pair).checks.ending));
});

/** All programs of all pairs run at once, in real time. */
function verdictsOf(pairs: readonly Pair[]) {
  let verdicts: Awaited<ReturnType<typeof verify>>;
  beforeAll(async () => {
    const python = await findPython(process.env, process.platform);
    verdicts = await verify(pairs.map(matchOf), {
      python,
      clock: 'real',
      seed: 0,
      durations: DURATIONS,
    });
  });
  return ({ stem }: Pair) => only(verdicts.filter(({ pair }) => pair === stem));
}
