import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Verdict } from '../../harness/judge/verdict.ts';
import { findPython } from '../../harness/launch/python.ts';
import { originalOf, PAIRS, type Pair } from '../../harness/pairs.ts';
import { verify } from '../../harness/verify.ts';
import { expectMistake } from '../support/checks.ts';
import { only } from '../support/only.ts';
import { CATALOGUE } from '../wrong-ports/catalogue.ts';

const FOLDER = join(import.meta.dirname, '../wrong-ports');
const pairs = PAIRS.filter(({ stem }) => stem in CATALOGUE);
const mistakes = pairs.flatMap((pair) =>
  Object.entries(CATALOGUE[pair.stem] ?? {}).map(([name, mistake]) => ({ pair, name, mistake })),
);
const fileOf = ({ stem }: Pair, name: string) => join(FOLDER, stem, `${name}.ts`);

let verdicts: Verdict[];
beforeAll(async () => {
  const python = await findPython(process.env, process.platform);
  const matches = mistakes.map(({ pair, name }) => ({
    pair,
    original: originalOf(pair),
    port: fileOf(pair, name),
  }));
  verdicts = await verify(matches, { python, clock: 'virtual', seed: 32 });
});

test.each(pairs.map(({ stem }) => stem))('%s has two at least, each with its sentence', (stem) => {
  const files = readdirSync(join(FOLDER, stem)).map((file) => file.replace(/\.ts$/, ''));
  expect(Object.keys(CATALOGUE[stem] ?? {}).sort()).toEqual(files.sort());
  expect(files.length).toBeGreaterThanOrEqual(2);
});

describe.each(pairs)('of $stem', (pair) => {
  test.each(Object.entries(CATALOGUE[pair.stem] ?? {}))(
    '“%s” is told so',
    (name, [check, sentence]) => {
      const verdict = only(verdicts.filter(({ port }) => port.program === fileOf(pair, name)));
      expectMistake(verdict.checks[check], sentence);
      expect(verdict.inconclusive).toEqual([]);
    },
  );
});
