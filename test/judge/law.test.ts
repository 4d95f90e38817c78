import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formula, plain, predict } from '../../harness/judge/law.ts';

const SUM = { kind: 'sum' } as const;
const MAX = { kind: 'max' } as const;

const durations = fc.array(fc.integer({ min: 0, max: 1000 }).map((k) => k / 8));

describe('predict', () => {
  test.each([
    [SUM, [7, 6], 13],
    [MAX, [7, 6], 7],
    [SUM, [], 0],
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
      }),
    );
  });
});

describe('formula', () => {
  test.each([
    [SUM, [7, 6], '7 + 6'],
    [MAX, [7, 6], 'max(7, 6)'],
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
