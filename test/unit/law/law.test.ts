import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formulaOf, predict as predictOf, type SimpleLaw } from '../../../harness/law/law.ts';
import { formula as written } from '../../../harness/messages/en/words.ts';
import { plain } from '../../../harness/plain.ts';
import { pieces } from '../../support/traces.ts';

const SUM = { kind: 'sum' } as const;
const MAX = { kind: 'max' } as const;
const MIN = { kind: 'min' } as const;
const predict = (law: SimpleLaw, seconds: readonly number[]) => predictOf(law, pieces(seconds));
const formula = (law: SimpleLaw, seconds: readonly number[]) =>
  written(formulaOf(law, pieces(seconds)));

const durations = fc.array(fc.integer({ min: 0, max: 1000 }).map((k) => k / 8));

describe('predict', () => {
  test.each([
    [SUM, [7, 6], 13],
    [MAX, [7, 6], 7],
    [MIN, [7, 6], 6],
    [SUM, [], 0],
    [MIN, [], 0],
    [MAX, [], 0],
  ])('%o of %j is %d', (law, seconds, total) => {
    expect(predict(law, seconds)).toBe(total);
  });

  test('does not mind the order of the durations', () => {
    const shuffled = durations.chain((seconds) =>
      fc.tuple(
        fc.constant(seconds),
        fc.shuffledSubarray(seconds, { minLength: seconds.length, maxLength: seconds.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([seconds, others]) => {
        expect(predict(SUM, others)).toBe(predict(SUM, seconds));
        expect(predict(MAX, others)).toBe(predict(MAX, seconds));
      }),
    );
  });

  test('is never less for one task more, and grows by all of it or by what it overhangs', () => {
    fc.assert(
      fc.property(durations, fc.nat(1000), (seconds, more) => {
        expect(predict(SUM, [...seconds, more])).toBe(predict(SUM, seconds) + more);
        expect(predict(MAX, [...seconds, more])).toBe(Math.max(predict(MAX, seconds), more));
      }),
    );
  });

  test('tells the laws apart wherever two tasks take time', () => {
    const positive = fc.integer({ min: 1, max: 100 });
    fc.assert(
      fc.property(fc.array(positive, { minLength: 2 }), (seconds) => {
        expect(predict(SUM, seconds)).toBeGreaterThan(predict(MAX, seconds));
        expect(predict(MIN, seconds)).toBeLessThan(predict(SUM, seconds));
      }),
    );
  });
});

describe('formula', () => {
  test.each([
    [SUM, [7, 6], '7 + 6'],
    [MAX, [7, 6], 'max(7, 6)'],
    [MIN, [7.5, 9], 'min(7.5, 9)'],
    [SUM, [0.5], '0.5'],
    [SUM, [], '0'],
    [MAX, [], '0'],
  ])('of %o and %j is %s', (law, seconds, text) => {
    expect(formula(law, seconds)).toBe(text);
  });

  test('names each duration as it is', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100), { minLength: 1 }), (seconds) => {
        expect(formula(SUM, seconds).split(' + ').map(Number)).toEqual(seconds);
      }),
    );
  });
});

test.each([
  [7, '7'],
  [7.5, '7.5'],
  [0.1 + 0.2, '0.3'],
  [1 / 3, '0.333'],
  [0, '0'],
])('plain(%d) is %s', (seconds, text) => {
  expect(plain(seconds)).toBe(text);
});

describe('a pool', () => {
  const jobs = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 12 });
  const workers = fc.integer({ min: 1, max: 8 });
  const pool = (size: number) => ({ kind: 'pool', workers: size }) as const;

  /** The same by another way: each worker's clock, and the job to the clock that shows least. */
  function makespan(size: number, seconds: readonly number[]): number {
    const clocks = new Array<number>(size).fill(0);
    for (const each of seconds) {
      const next = clocks.indexOf(Math.min(...clocks));
      clocks[next] = (clocks[next] as number) + each;
    }
    return Math.max(...clocks);
  }

  test('takes the makespan of the list schedule, for any workers and any durations', () => {
    fc.assert(
      fc.property(workers, jobs, (size, seconds) => {
        expect(predict(pool(size), seconds)).toBe(makespan(size, seconds));
      }),
    );
  });

  test('of one is the sum, and of as many as there are jobs the longest', () => {
    fc.assert(
      fc.property(jobs, (seconds) => {
        expect(predict(pool(1), seconds)).toBe(predict(SUM, seconds));
        expect(predict(pool(seconds.length), seconds)).toBe(predict(MAX, seconds));
      }),
    );
  });

  test('is no longer than Graham’s bound', () => {
    fc.assert(
      fc.property(workers, jobs, (size, seconds) => {
        const share = predict(SUM, seconds) / size;
        expect(predict(pool(size), seconds)).toBeLessThanOrEqual(
          share + predict(MAX, seconds) * (1 - 1 / size) + 1e-9,
        );
        expect(predict(pool(size), seconds)).toBeGreaterThanOrEqual(share - 1e-9);
      }),
    );
  });

  test('reads so', () => {
    expect(formula(pool(2), [7, 6, 5])).toBe('pool of 2(7, 6, 5)');
  });
});

describe('a pipeline', () => {
  const PIPELINE = { kind: 'pipeline' } as const;
  const items = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 })),
    {
      minLength: 1,
      maxLength: 8,
    },
  );
  /** In the order in which they begin: an item's second stage when both it and the stage are free. */
  function work(pairs: readonly (readonly [number, number])[]) {
    let [first, second] = [0, 0];
    const begun = pairs.flatMap(([one, other]) => {
      const start = first;
      first += one;
      const next = Math.max(first, second);
      second = next + other;
      return [
        { at: start, piece: { task: 'main.1', seconds: one } },
        { at: next, piece: { task: 'main.2', seconds: other } },
      ];
    });
    const inOrder = begun.sort((a, b) => a.at - b.at).map(({ piece }) => piece);
    return { inOrder, end: second };
  }

  test('ends when its last item leaves the last stage', () => {
    fc.assert(
      fc.property(items, (pairs) => {
        const { inOrder, end } = work(pairs);
        expect(predictOf(PIPELINE, inOrder)).toBe(end);
      }),
    );
  });

  test('reads so', () => {
    expect(
      written(
        formulaOf(
          PIPELINE,
          work([
            [7, 5],
            [6, 8],
          ]).inOrder,
        ),
      ),
    ).toBe('pipeline(7, 6 | 5, 8)');
  });
});
