import { beforeAll, describe, expect, test } from 'vitest';
import type { Verdict } from '../harness/judge/verdict.ts';
import { findPython } from '../harness/launch/python.ts';
import { PAIRS } from '../harness/pairs.ts';
import { matchOf, verify } from '../harness/verify.ts';
import { expectConforming } from './support/checks.ts';
import { only } from './support/only.ts';

/** How many orders each pair can speak in: worked out by hand from its lines and starts. */
const ORDERS = {
  unequal: { '01_sequential': 1, '02_processes': 6, '03_threads': 2 },
  // 02 has 120 schedules here, which take 20 s: `lockstep verify 02 --explore --durations 7,7`.
  equal: { '01_sequential': 1, '03_threads': 4 },
} as const;

/** More than the 20 schedules of two processes. */
const ENOUGH = 100;

describe.each([
  ['unequal', [7, 6]],
  ['equal', [7, 7]],
] as const)('in every order, with %s durations,', (name, durations) => {
  const pairs = PAIRS.filter(({ stem }) => stem in ORDERS[name]);
  let verdicts: Verdict[];
  beforeAll(async () => {
    const python = await findPython(process.env, process.platform);
    verdicts = await verify(pairs.map(matchOf), {
      python,
      clock: 'virtual',
      seed: 0,
      durations,
      explore: { runs: ENOUGH },
    });
  });

  test.each(pairs.map(({ stem }) => stem))('%s', (stem) => {
    const { checks, coverage, inconclusive } = only(verdicts.filter(({ pair }) => pair === stem));
    for (const check of Object.values(checks)) expectConforming(check);
    expect(inconclusive).toEqual([]);
    expect(coverage).toMatch(/^exhaustive: /);
    expect(coverage).not.toMatch(/sampled/);
    const orders = (ORDERS[name] as Record<string, number>)[stem];
    expect(checks.output.sentence).toMatch(
      orders === 1 ? 'the same one order' : `the same ${orders} orders`,
    );
  });
});
