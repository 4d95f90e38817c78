import { basename, join } from 'node:path';
import { expect } from 'vitest';
import { decisive } from '../../harness/app/trials.ts';
import type { Verdict } from '../../harness/judge/verdict.ts';
import { originalOf, pairsNamed } from '../../harness/pairs.ts';
import { expectConforming, expectMistaken } from '../support/checks.ts';
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

function verdictOf(name: string): Verdict {
  const verdict = verdicts.get(name);
  if (verdict === undefined) throw new RangeError(`no wrong port is called ${name}`);
  return verdict;
}

test('no wrong port conforms', () => {
  expect([...verdicts.values()].filter(({ ok }) => ok)).toEqual([]);
  expect(verdicts.size).toBe(ports.length);
});

test('one process after the other breaks the law, and nothing else', () => {
  const { diagnosis, checks } = verdictOf('one-after-the-other');
  const formula = { kind: 'sum', pieces: [5, 6] };
  expect(diagnosis?.mistake).toMatchObject({
    id: 'ran-in-sequence',
    evidence: { ran: { formula } },
  });
  expectConforming(checks.tasks);
  expectConforming(checks.ending);
});

test('promises start no process, but keep the law', () => {
  const { diagnosis, checks } = verdictOf('promises-posing-as-processes');
  expect(diagnosis?.mistake.id).toBe('promises-for-tasks');
  expectConforming(checks.timing);
});

test('a total before the end misses its joins, and so comes before other lines', () => {
  const { diagnosis, checks } = verdictOf('total-before-the-end');
  expect(diagnosis?.mistake).toMatchObject({
    id: 'missing-join',
    evidence: { unjoined: ['main.1', 'main.2'] },
  });
  expectMistaken(checks.output, 'lines-out-of-order');
});
