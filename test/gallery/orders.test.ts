import { describe, expect } from 'vitest';
import { DEFAULT_SEED } from '../../harness/app/defaults.ts';
import { matchOf } from '../../harness/app/match.ts';
import { decisive } from '../../harness/app/trials.ts';
import { PAIRS, pairsNamed } from '../../harness/pairs.ts';
import { ORDERS, PARTLY_TRIED } from '../conformance/orders.ts';
import { expectConforming } from '../support/checks.ts';
import { test } from '../support/judge.ts';
import { only } from '../support/only.ts';

/** More than the 36 schedules of the two executors. */
const ENOUGH = 100;

/** Of the others `npm test` tries all orders. A pair that is new is tried, too. */
const UNEQUAL = PAIRS.filter(({ stem }) => PARTLY_TRIED.has(stem) || !(stem in ORDERS));

/** 02 has 120 schedules here, which take 20 s: `lockstep verify 02 --explore --durations 7,7`. */
const EQUAL_ORDERS: Readonly<Record<string, number>> = { '01_sequential': 1, '03_threads': 4 };

describe.each([
  ['unequal', undefined, UNEQUAL, ORDERS],
  ['equal', [7, 7], pairsNamed(Object.keys(EQUAL_ORDERS)), EQUAL_ORDERS],
] as const)('in every order, with %s durations,', (_, durations, pairs, numbers) => {
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
    const orders = numbers[pair.stem];
    // Nobody has worked out yet how many orders a new pair has.
    if (orders === undefined) return;
    expect(String(coverage)).toMatch(/^exhaustive: /);
    expect(String(coverage)).not.toMatch(/sampled/);
    expect(String(checks.output.sentence)).toMatch(
      orders === 1 ? 'the same one order' : `the same ${orders} orders`,
    );
  });
});
