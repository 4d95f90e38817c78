import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONFORMANCE } from '../../harness/app/defaults.ts';
import { decisive, type Trial } from '../../harness/app/trials.ts';
import { originalOf, PAIRS, type Pair } from '../../harness/pairs.ts';
import { expectMistake } from '../support/checks.ts';
import { judge } from '../support/judge.ts';
import { CATALOGUE } from '../wrong-ports/catalogue.ts';

const FOLDER = join(import.meta.dirname, '../wrong-ports');
const pairs = PAIRS.filter(({ stem }) => stem in CATALOGUE);
const mistakes = pairs.flatMap((pair) =>
  Object.entries(CATALOGUE[pair.stem] ?? {}).map(([name, mistake]) => ({ pair, name, mistake })),
);
const fileOf = ({ stem }: Pair, name: string) => join(FOLDER, stem, `${name}.ts`);

let caught = 0;
afterAll(() => console.log(`wrong ports caught: ${caught} of ${mistakes.length}`));

test.each(pairs.map(({ stem }) => stem))('%s has two at least, each with its sentence', (stem) => {
  const files = readdirSync(join(FOLDER, stem)).map((file) => file.replace(/\.ts$/, ''));
  expect(Object.keys(CATALOGUE[stem] ?? {}).sort()).toEqual(files.sort());
  expect(files.length).toBeGreaterThanOrEqual(2);
});

describe.each(pairs)('of $stem', (pair) => {
  let found: Map<string, Trial>;
  beforeAll(async () => {
    const names = Object.keys(CATALOGUE[pair.stem] ?? {});
    const original = originalOf(pair);
    const matches = names.map((name) => ({ pair, original, port: fileOf(pair, name) }));
    const judgements = await judge(matches, CONFORMANCE);
    found = new Map(judgements.map((judgement) => [judgement.match.port, decisive(judgement)]));
  });

  test.each(Object.entries(CATALOGUE[pair.stem] ?? {}))(
    '“%s” is told so',
    (name, [check, sentence, trial = 'seed']) => {
      const { name: foundBy, verdict } = found.get(fileOf(pair, name)) as Trial;
      const all = Object.values(verdict.checks).flatMap(({ sentence, evidence = [] }) => [
        sentence,
        ...evidence,
      ]);
      expectMistake(verdict.checks[check], sentence, all.join('\n'));
      expect({ outcome: verdict.outcome, inconclusive: verdict.inconclusive, foundBy }).toEqual({
        outcome: 'fails',
        inconclusive: [],
        foundBy: trial,
      });
      caught += 1;
    },
  );
});

test('there are fifty at least', () => {
  expect(mistakes.length).toBeGreaterThanOrEqual(50);
});
