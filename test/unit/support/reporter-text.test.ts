import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { plainLook } from '../../support/look.ts';
import type { PairResult, Summary } from '../../support/reporter/results.ts';
import {
  headText,
  pairResultText,
  realClockText,
  roomText,
  statusText,
  summaryText,
} from '../../support/reporter/text.ts';
import { checked, SEEN, verdictOf, failing as wrong } from '../../support/verdicts.ts';

const look = plainLook(80);

const conforming = (stem: string, law: string): PairResult => ({
  stem,
  judged: { name: 'seed', verdict: verdictOf(stem, checked(`total ${law}`)) },
  errors: [],
  passed: 4,
  failed: 0,
  skipped: 0,
});

const failing: PairResult = {
  ...conforming('02_processes', ''),
  judged: {
    name: 'seed',
    verdict: verdictOf('02_processes', wrong('ran one after the other: 13.00 = 7 + 6')),
  },
  passed: 3,
  failed: 1,
};

const summary: Summary = {
  pairs: [conforming('01_sequential', '13.00 s = 7 + 6')],
  rooms: [{ name: 'unit', passed: 640, failed: 0, skipped: 0, said: [], errors: [] }],
  total: { passed: 644, failed: 0, skipped: 0 },
  seconds: 38.2,
  leftOut: 31,
  interrupted: false,
};

test('the head says what the pairs ran on', () => {
  const { verdict } = conforming('01_sequential', '').judged ?? expect.fail();
  expect(headText({ ...verdict, original: { ...verdict.original, clock: 'virtual' } }, look)).toBe(
    ' Lockstep conformance · Python 3.11.7 · Node 26.10.0 · virtual clock\n',
  );
});

describe('a pair', () => {
  test('that conforms is one line', () => {
    expect(pairResultText(conforming('01_sequential', '13.00 s = 7 + 6'), look)).toBe(
      ' ✓ 01_sequential    output  timing 13.00 s = 7 + 6                 tasks  ending',
    );
  });

  test.each([
    ['a long law', '01_sequential', '16.00 s and 12.00 s = pool of 2(7, 6, 10), then pool of 2(8)'],
    ['a Chinese name', '13_信号量', '7.00 s = max(7, 6)'],
  ])('fits a line of 80 cells with %s', (_, stem, law) => {
    expect(stringWidth(pairResultText(conforming(stem, law), look))).toBe(80);
  });

  test('that fails is its verdict, as of `lockstep verify`', () => {
    const text = pairResultText(failing, look);
    expect(text).toContain('\n✘ 02_processes\n  ✔ output  the same 5 lines in the same order\n');
    expect(text).toContain('\n  ✘ timing  ran one after the other: 13.00 = 7 + 6\n');
    expect(text).toContain(`            ${SEEN[0]}\n`);
  });

  test('without a verdict says why', () => {
    const errors = ['13_x lacks ts-ports/13_x.ts.'];
    expect(pairResultText({ ...failing, judged: undefined, errors }, look)).toBe(
      ' ✘ 02_processes     was not judged\n13_x lacks ts-ports/13_x.ts.',
    );
  });
});

describe('the real clock', () => {
  const pairs = [conforming('01_sequential', ''), conforming('03_threads', '')];

  test('is one line', () => {
    const result = { pairs, seconds: 11.4, passed: 2, failed: 0, skipped: 0 };
    expect(realClockText(result, look)).toBe(
      ' ✓ real clock       01 03 keep the same law in real time (11 s)',
    );
  });

  test('shows the verdict on a pair that fails, and no other', () => {
    const result = { pairs: [failing, ...pairs], seconds: 11, passed: 2, failed: 1, skipped: 0 };
    const text = realClockText(result, look);
    expect(text).toContain('✘ 02_processes\n');
    expect(text).not.toContain('01_sequential');
  });
});

describe('a room', () => {
  const room = { name: 'process', passed: 90, failed: 0, skipped: 0, said: [], errors: [] };

  test('is one line', () => {
    expect(roomText({ ...room, skipped: 18, said: ['right ports passed: 25 of 25'] }, look)).toBe(
      ' ✓ process          90 passed, 18 skipped, right ports passed: 25 of 25',
    );
  });

  test('shows what failed', () => {
    expect(roomText({ ...room, failed: 1, errors: ['FAIL a.test.ts'] }, look)).toBe(
      ' ✘ process          1 failed, 90 passed\nFAIL a.test.ts',
    );
  });
});

describe('the summary', () => {
  test('ends with what a script reads, alone on its line', () => {
    expect(summaryText(summary, look)).toBe(
      [
        '',
        ' 1 of 1 pair conforms. 640 unit tests passed. 38 s.',
        ' Everything else (31 files): npm run test:all',
        '',
        '644 passed, 0 failed',
      ].join('\n'),
    );
  });

  test('counts what does not conform', () => {
    const pairs = [...summary.pairs, failing];
    const total = { passed: 643, failed: 1, skipped: 2 };
    const text = summaryText({ ...summary, pairs, total, leftOut: 0 }, look);
    expect(text).toContain(' 1 of 2 pairs conforms. 640 unit tests passed. 1 failed. 38 s.\n');
    expect(text).toMatch(/\n643 passed, 1 failed$/);
  });

  test('says that it was interrupted', () => {
    expect(summaryText({ ...summary, interrupted: true }, look)).toContain('Interrupted. 38 s.');
  });
});

test('the status fits its line', () => {
  const counts = { passed: 412, failed: 2, skipped: 0 };
  const running = ['10_executor.py', '进程.test.ts', 'a'.repeat(80)];
  const text = statusText({ counts, running, seconds: 31 }, 60);
  expect(text).toMatch(/^ … 31 s: 412 passed, 2 failed; 10_executor\.py, 进程/);
  expect(stringWidth(text)).toBeLessThan(60);
});
