import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect } from 'vitest';
import { DEFAULT_SEED } from '../../harness/app/defaults.ts';
import { originalOf, PAIRS } from '../../harness/pairs.ts';
import { expectConforming } from '../support/checks.ts';
import { test } from '../support/judge.ts';
import { only } from '../support/only.ts';

const FOLDER = join(import.meta.dirname, '../right-ports');
const ports = readdirSync(FOLDER).flatMap((stem) =>
  readdirSync(join(FOLDER, stem)).map((file, index) => ({ stem, file, index })),
);

/** As many ports of a pair are tried in other orders, too; all of them with other draws. */
const EXPLORED = 1;

/** Enough to be led to each of the orders that an original has. */
const RUNS = 40;

let passed = 0;
afterAll(() => console.log(`right ports passed: ${passed} of ${ports.length}`));

// What a judge is worth depends on this as much as on what it rejects: no style of Node's is wrong.
describe('a right port in another style conforms:', () => {
  test.concurrent.for(ports)('$stem/$file', async ({ stem, file, index }, { judge }) => {
    const pair = PAIRS.find((each) => each.stem === stem);
    if (pair === undefined) throw new RangeError(`no pair is called ${stem}`);
    const match = { pair, original: originalOf(pair), port: join(FOLDER, stem, file) };
    const runs = index < EXPLORED ? RUNS : 0;
    const options = { clock: 'virtual', seed: DEFAULT_SEED, runs } as const;
    for (const { verdict } of only(await judge([match], options)).trials) {
      for (const each of Object.values(verdict.checks)) expectConforming(each);
      expect(verdict.inconclusive).toEqual([]);
    }
    passed += 1;
  });
});

test('there are fifteen at least', () => {
  expect(ports.length).toBeGreaterThanOrEqual(15);
});

describe('a port in Node’s own way conforms, whatever tasks it has:', () => {
  const folder = join(import.meta.dirname, '../../ts-ports/idiomatic');
  test.concurrent.for(readdirSync(folder))('%s', async (file, { judge }) => {
    const pair = PAIRS.find(({ stem }) => `${stem}.ts` === file);
    if (pair === undefined) throw new RangeError(`${file} belongs to no pair`);
    const port = join(folder, file);
    const options = { clock: 'virtual', seed: DEFAULT_SEED, runs: RUNS } as const;
    const match = { pair: { ...pair, idiomatic: true }, original: originalOf(pair), port };
    for (const { verdict } of only(await judge([match], options)).trials) {
      for (const each of Object.values(verdict.checks)) expectConforming(each);
      expect(String(verdict.checks.tasks.sentence)).toMatch(/^not judged: /);
      expect(verdict.inconclusive).toEqual([]);
    }
  });
});
