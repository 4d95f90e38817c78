import { readdirSync } from 'node:fs';
import { join, parse, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { originalOf, PAIRS, pairOf, pairsNamed, portOf } from '../../harness/pairs.ts';
import { missingOf, strayIn } from '../support/pair-rule.ts';

const checkout = join(import.meta.dirname, '../..');

/** Of the files and of the entries, so that whoever forgets one of the three is told. */
const stems = new Set([
  ...['python-originals', 'ts-ports'].flatMap((folder) =>
    readdirSync(join(checkout, folder))
      .filter((name) => /^\d\d_.*\.(py|ts)$/.test(name))
      .map((name) => parse(name).name),
  ),
  ...PAIRS.map(({ stem }) => stem),
]);

test.each([...stems])('%s has its two files and its entry', (stem) => {
  expect(missingOf(stem)).toBe('');
});

test('a pair that lacks something is told what, and the rule', () => {
  expect(missingOf('98_nothing')).toMatch(
    /^98_nothing lacks python-originals\/98_nothing\.py and ts-ports\/98_nothing\.ts and its entry in harness\/pairs\.ts\. A pair is two files/,
  );
});

test('a port that strays from its original is told where, and the rule', () => {
  const lists = { port: ['p1.start', 'p1.join'], original: ['p1.start', 'p2.start'] };
  expect(strayIn('02_processes', 'statement', lists)).toMatch(
    /must have the statements of .* statement 2 is “p1\.join”; the original has “p2\.start”\. See “Add a pair”/,
  );
  expect(strayIn('02_processes', 'statement', { ...lists, port: lists.original })).toBe('');
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
