import { basename, join } from 'node:path';
import { describe, expect } from 'vitest';
import { decisive } from '../../harness/app/trials.ts';
import type { Verdict } from '../../harness/judge/verdict.ts';
import { originalOf, pairsNamed } from '../../harness/pairs.ts';
import { expectConforming, expectMistake } from '../support/checks.ts';
import { test } from '../support/judge.ts';
import { only } from '../support/only.ts';

const pair = only(pairsNamed(['02_processes']));
const folder = join(import.meta.dirname, '../wrong-ports', pair.stem);
/** All others are judged under the virtual clock (wrong-ports.test.ts). */
const ports = ['one-after-the-other', 'promises-posing-as-processes', 'total-before-the-end'].map(
  (name) => join(folder, `${name}.ts`),
);
let verdicts: Map<string, Verdict>;

test.beforeAll(async ({ judge }) => {
  const matches = ports.map((port) => ({ pair, original: originalOf(pair), port }));
  const options = { clock: 'real', seed: 0, durations: [5, 6], runs: 0 } as const;
  const found = await judge(matches, options);
  verdicts = new Map(
    found.map((judgement) => [basename(judgement.match.port, '.ts'), decisive(judgement).verdict]),
  );
});

function checksOf(mistake: string): Verdict['checks'] {
  const verdict = verdicts.get(mistake);
  if (verdict === undefined) throw new RangeError(`no wrong port is called ${mistake}`);
  return verdict.checks;
}

test('no wrong port conforms', () => {
  expect([...verdicts.values()].filter(({ ok }) => ok)).toEqual([]);
  expect(verdicts.size).toBe(ports.length);
});

describe('one process after the other', () => {
  test('breaks the law of the total, and is told by its sum', () => {
    expectMistake(
      checksOf('one-after-the-other').timing,
      /^ran one after the other: 11\.00 = 5 \+ 6, expected max\(5, 6\) = 6\.00; .*is there an `await`/,
    );
  });

  test('is as many processes, and ends as the original does', () => {
    expectConforming(checksOf('one-after-the-other').tasks);
    expectConforming(checksOf('one-after-the-other').ending);
  });
});

describe('promises that pose as processes', () => {
  test('are told to be no processes', () => {
    expectMistake(
      checksOf('promises-posing-as-processes').tasks,
      /2 processes .* has none: a promise is neither a process nor a thread\. Start each with Process/,
    );
  });

  test('keep the law of the total', () => {
    expectConforming(checksOf('promises-posing-as-processes').timing);
  });
});

describe('a total before the end', () => {
  test('is told to miss a join', () => {
    expectMistake(
      checksOf('total-before-the-end').timing,
      /^printed its total, \d\.\d\d s, before its tasks had ended, .*is a join missing/,
    );
  });

  test('is another order of lines', () => {
    expectMistake(
      checksOf('total-before-the-end').output,
      // Of what it took to start them, before what they had not yet said: luck in real time.
      /^another order: “总共耗费了\d\.\d\d秒\.” before “.+”; in the original it comes \d\.\d\d s after/,
    );
  });
});
