import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { randint } from '../../../../ts-ports/python/random.ts';

afterEach(() => vi.restoreAllMocks());

/** The largest number that Math.random can return. */
const ALMOST_ONE = 1 - 2 ** -53;

const range = fc
  .tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 0, max: 1000 }))
  .map(([a, width]) => [a, a + width] as const);

type Draw = (a: number, b: number) => number;

/** Forgets the upper end, as many a port does. */
const exclusive: Draw = (a, b) => a + Math.floor(Math.random() * (b - a));

function includesBothEnds(draw: Draw) {
  const random = vi.spyOn(Math, 'random');
  return fc.check(
    fc.property(range, ([a, b]) => {
      random.mockReturnValue(0);
      expect(draw(a, b)).toBe(a);
      random.mockReturnValue(ALMOST_ONE);
      expect(draw(a, b)).toBe(b);
    }),
  );
}

test('randint reaches both ends', () => {
  expect(includesBothEnds(randint).failed).toBe(false);
});

test('a randint that forgets the upper end is found out', () => {
  expect(includesBothEnds(exclusive).failed).toBe(true);
});

test('randint stays in its range and draws whole numbers', () => {
  fc.assert(
    fc.property(range, fc.double({ min: 0, max: ALMOST_ONE, noNaN: true }), ([a, b], u) => {
      vi.spyOn(Math, 'random').mockReturnValue(u);
      const drawn = randint(a, b);
      expect(Number.isInteger(drawn)).toBe(true);
      expect(drawn).toBeGreaterThanOrEqual(a);
      expect(drawn).toBeLessThanOrEqual(b);
    }),
  );
});

test('equal shares of Math.random give each number equally often', () => {
  const random = vi.spyOn(Math, 'random');
  const drawn = Array.from({ length: 600 }, (_, i) => {
    random.mockReturnValue((i + 0.5) / 600);
    return randint(5, 10);
  });
  for (const seconds of [5, 6, 7, 8, 9, 10]) {
    expect(drawn.filter((value) => value === seconds)).toHaveLength(100);
  }
});

test('randint refuses an empty range', () => {
  expect(() => randint(10, 5)).toThrow(expect.objectContaining({ name: 'ValueError' }));
});
