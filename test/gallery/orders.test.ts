import { describe, expect } from 'vitest';
import { DEFAULT_SEED } from '../../harness/app/defaults.ts';
import { matchOf } from '../../harness/app/match.ts';
import { decisive } from '../../harness/app/trials.ts';
import { PAIRS } from '../../harness/pairs.ts';
import { expectConforming } from '../support/checks.ts';
import { test } from '../support/judge.ts';
import { only } from '../support/only.ts';

/** More than the 36 schedules of the two executors. */
const ENOUGH = 100;

/**
 * How many orders each pair can speak in, worked out by hand. With durations that differ only
 * who comes first at one instant is open: 6 ways to print two times two lines, 2 to begin two
 * downloads, or to go on with two files, 6 to begin three threads, 3 threads that may write the
 * account last; in 10_executor 2 to begin in threads, 2 in processes, and 2 for whether the first
 * result is printed before the next job begins. Coroutines take turns as their event loop has it.
 */
const ORDERS = {
  unequal: {
    '01_sequential': 1,
    '02_processes': 6,
    '03_threads': 2,
    '04_fork': 2,
    '05_pool': 2,
    '06_queue': 2,
    '07_pipe': 1,
    '08_thread_class': 6,
    '09_lock': 3,
    '10_executor': 8,
    '11_asyncio': 1,
    '12_events': 2,
  },
  // 02 has 120 schedules here, which take 20 s: `lockstep verify 02 --explore --durations 7,7`.
  equal: { '01_sequential': 1, '03_threads': 4 },
} as const;

describe.each([
  ['unequal', undefined],
  ['equal', [7, 7]],
] as const)('in every order, with %s durations,', (name, durations) => {
  // A pair that is new is tried, too; only nobody has worked out yet how many orders it has.
  const pairs = PAIRS.filter(({ stem }) => name === 'unequal' || stem in ORDERS[name]);

  // Each by itself: what ends a test that hangs is then for one pair, not for all of them.
  test.concurrent.for(pairs)('$stem', async (pair, { judge }) => {
    const judgements = await judge([matchOf(pair)], {
      clock: 'virtual',
      seed: DEFAULT_SEED,
      durations,
      otherDraws: false,
      runs: ENOUGH,
      explore: true,
    });
    const { checks, coverage, inconclusive } = decisive(only(judgements)).verdict;
    for (const check of Object.values(checks)) expectConforming(check);
    expect(inconclusive).toEqual([]);
    const orders = (ORDERS[name] as Record<string, number>)[pair.stem];
    if (orders === undefined) return;
    expect(coverage).toMatch(/^exhaustive: /);
    expect(coverage).not.toMatch(/sampled/);
    expect(checks.output.sentence).toMatch(
      orders === 1 ? 'the same one order' : `the same ${orders} orders`,
    );
  });
});
