import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Check } from '../../harness/judge/check.ts';
import type { Verdict } from '../../harness/judge/verdict.ts';
import {
  asExpected,
  type KnownFailure,
  readKnownFailures,
  standingOf,
  withKnownFailures,
  withKnownPasses,
} from '../../harness/known-failures.ts';
import { PAIRS, pairsNamed } from '../../harness/pairs.ts';
import { useSandbox } from '../support/sandbox.ts';
import { checked, failing, verdictOf } from '../support/verdicts.ts';

const sandbox = useSandbox();

function read(text: string, judged = PAIRS) {
  const file = join(sandbox.path, 'known.txt');
  writeFileSync(file, text);
  return readKnownFailures(file, judged);
}

describe('a file of known failures', () => {
  test('has one a line, and comments and empty lines', () => {
    const known = read(
      '\uFEFF# what is known\r\n\r\n02 timing: starts late: issue 12 \r\n  # more\r\n threads   output:  迟到\n',
    );
    expect(known).toEqual([
      {
        pair: '02_processes',
        check: 'timing',
        reason: 'starts late: issue 12',
        where: join(sandbox.path, 'known.txt:3'),
      },
      {
        pair: '03_threads',
        check: 'output',
        reason: '迟到',
        where: join(sandbox.path, 'known.txt:5'),
      },
    ]);
  });

  test.each(['', '\n# none, any more\n'])('may know of none: %j', (text) => {
    expect(read(text)).toEqual([]);
  });

  test.each([
    [
      'no reason',
      '02 timing',
      /known\.txt:2 is not an expected failure: 02 timing\n.*form.*\nWrite PAIR/,
    ],
    ['an empty reason', '02 timing:  ', /known\.txt:2 is not an expected failure: 02 timing:\n/],
    ['no check', '02: late', /known\.txt:2 is not an expected failure: 02: late\n/],
    ['another check', '02 time: late', /no check “time”; use output, timing, tasks, or ending/],
    ['a name of every object', '02 toString: late', /There is no check “toString”/],
    ['no such pair', '99 timing: late', /There is no pair “99”\. Choose from: 01_sequential, /],
    ['JSON', '{"02": "timing"}', /known\.txt:2 is not an expected failure: \{"02": "timing"\}\n/],
    ['what is known', 'sequential ending: x', /:2 repeats .*known\.txt:1: 01_.* ending/],
  ])('is refused, with the line, for %s', (_, line, words) => {
    expect(() => read(`01 ending: it lingers\n${line}\n`)).toThrow(words);
  });

  test('is refused for a pair that is not judged', () => {
    const text = '02 timing: late\n03 timing: late\n';
    expect(() => read(text, pairsNamed(['02']))).toThrow(
      /known\.txt:2 matches nothing: 03_threads is not judged here\.\nRemove this line/,
    );
    expect(read(text, pairsNamed(['02', '03']))).toHaveLength(2);
  });

  test.each(['none.txt', '.'])('that cannot be read is refused: %s', (name) => {
    const file = join(sandbox.path, name);
    expect(() => readKnownFailures(file, PAIRS)).toThrow(/^Cannot read the expected failures in/);
  });
});

describe('what is known to fail', () => {
  const known: KnownFailure[] = [
    { pair: '02_two', check: 'timing', reason: 'late', where: 'known.txt:1' },
  ];
  const fine = checked('total 7.00 s');
  const late = failing('ran late');
  /** By the trials of a port of which only the timing is of interest. */
  const judged = (pair: string, timings: Check[], doubts: string[] = []) =>
    withKnownPasses(
      timings.map((timing) => withKnownFailures(verdictOf(pair, timing, doubts), known)),
      known,
    );
  const ok = (...args: Parameters<typeof judged>) => judged(...args).every(asExpected);

  test('may fail', () => {
    expect(ok('02_two', [late])).toBe(true);
    expect(judged('02_two', [late])[0]?.checks.timing).toMatchObject({
      ok: false,
      known: { reason: 'late', where: 'known.txt:1' },
    });
  });

  test('may not pass', () => {
    expect(ok('02_two', [fine])).toBe(false);
    expect(judged('02_two', [fine])[0]?.checks.timing).toMatchObject({ ok: true, known: {} });
  });

  test('may pass in some trials, but not in all', () => {
    expect(ok('02_two', [fine, late, fine])).toBe(true);
    expect(ok('02_two', [fine, fine, fine])).toBe(false);
  });

  test('is of one pair and one check', () => {
    expect(ok('03_three', [late])).toBe(false);
    expect(ok('03_three', [fine])).toBe(true);
    const verdict = verdictOf('02_two', late);
    const more = { ...verdict, checks: { ...verdict.checks, output: late } };
    expect(asExpected(withKnownFailures(more, known))).toBe(false);
  });

  test('does not make an inconclusive verdict conform, and is not said to pass there', () => {
    for (const timing of [late, fine]) {
      expect(ok('02_two', [timing], ['it spins'])).toBe(false);
      const [verdict] = judged('02_two', [timing], ['it spins']);
      expect(standingOf(verdict as Verdict)).toBe('inconclusive');
      expect(verdict?.checks.timing.known === undefined).toBe(timing.ok);
    }
  });

  test('is not said to pass where something else ended the trials', () => {
    const output = verdictOf('02_two', fine);
    const broken = { ...output, checks: { ...output.checks, output: late } };
    const [verdict] = withKnownPasses([withKnownFailures(broken, known)], known);
    expect(verdict?.checks.timing.known).toBeUndefined();
  });
});
