import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { originalOf, PAIRS, pairOf, pairsNamed, portOf } from '../../harness/pairs.ts';

test.each(PAIRS)('$stem has its two files', (pair) => {
  expect(existsSync(originalOf(pair))).toBe(true);
  expect(existsSync(portOf(pair))).toBe(true);
});

describe('a pair is called', () => {
  test.each(['02', '2', 'processes', '02_processes'])('“%s”', (name) => {
    expect(pairsNamed([name]).map(({ stem }) => stem)).toEqual(['02_processes']);
  });

  test('by each of its programs', () => {
    for (const pair of PAIRS) {
      expect(pairOf(originalOf(pair), resolve)).toBe(pair);
      expect(pairOf(portOf(pair), resolve)).toBe(pair);
    }
    expect(pairOf('package.json', resolve)).toBe(undefined);
  });
});

describe('pairs', () => {
  test('without a name are all', () => {
    expect(pairsNamed([])).toEqual(PAIRS);
  });

  test('come once, in their order, however they are named', () => {
    expect(pairsNamed(['threads', '01', '03']).map(({ stem }) => stem)).toEqual([
      '01_sequential',
      '03_threads',
    ]);
  });

  test.each(['', '0', 'sequential_', '99'])('have none that is called “%s”', (name) => {
    expect(() => pairsNamed([name])).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_PAIR', message: expect.stringContaining('01_') }),
    );
  });
});
