import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_SEED } from '../../harness/cli/main.ts';
import type { Verdict } from '../../harness/judge/verdict.ts';
import { findPython } from '../../harness/launch/python.ts';
import { originalOf, PAIRS, type Pair } from '../../harness/pairs.ts';
import { JUST_BELOW_ONE } from '../../harness/schedule/dice.ts';
import { verify } from '../../harness/verify.ts';
import { expectMistake } from '../support/checks.ts';
import { CATALOGUE } from '../wrong-ports/catalogue.ts';

const FOLDER = join(import.meta.dirname, '../wrong-ports');
const pairs = PAIRS.filter(({ stem }) => stem in CATALOGUE);
const mistakes = pairs.flatMap((pair) =>
  Object.entries(CATALOGUE[pair.stem] ?? {}).map(([name, mistake]) => ({ pair, name, mistake })),
);
const fileOf = ({ stem }: Pair, name: string) => join(FOLDER, stem, `${name}.ts`);

/** As `lockstep check` tries a port, each by the trial in which its mistake shows. */
const TRIALS = {
  seed: {},
  mirrored: { durations: [6, 7] },
  least: { dice: { seed: DEFAULT_SEED, always: 0 } },
  greatest: { dice: { seed: DEFAULT_SEED, always: JUST_BELOW_ONE } },
  explored: { explore: { runs: 40 } },
} as const;

/** Some print for ever; no pair has more than 9 lines, starts and wakings at one instant. */
const LIMITS = { instant: 300 };

/** Milliseconds. All are judged at once, in some 50 s; beside ten busy processes it took 103 and more. */
const PATIENCE = 400_000;

let verdicts: Map<string, Verdict>;
let caught = 0;
beforeAll(async () => {
  const python = await findPython(process.env, process.platform);
  const found: Verdict[] = [];
  for (const [trial, options] of Object.entries(TRIALS)) {
    const matches = mistakes
      .filter(({ mistake: [, , own = 'seed'] }) => own === trial)
      .map(({ pair, name }) => ({ pair, original: originalOf(pair), port: fileOf(pair, name) }));
    const base = { python, clock: 'virtual', seed: DEFAULT_SEED, limits: LIMITS } as const;
    found.push(...(await verify(matches, { ...base, ...options })));
  }
  verdicts = new Map(found.map((verdict) => [verdict.port.program, verdict]));
}, PATIENCE);
afterAll(() => console.log(`wrong ports caught: ${caught} of ${mistakes.length}`));

test.each(pairs.map(({ stem }) => stem))('%s has two at least, each with its sentence', (stem) => {
  const files = readdirSync(join(FOLDER, stem)).map((file) => file.replace(/\.ts$/, ''));
  expect(Object.keys(CATALOGUE[stem] ?? {}).sort()).toEqual(files.sort());
  expect(files.length).toBeGreaterThanOrEqual(2);
});

describe.each(pairs)('of $stem', (pair) => {
  test.each(Object.entries(CATALOGUE[pair.stem] ?? {}))(
    '“%s” is told so',
    (name, [check, sentence]) => {
      const verdict = verdicts.get(fileOf(pair, name)) as Verdict;
      const all = Object.values(verdict.checks).flatMap(({ sentence, evidence = [] }) => [
        sentence,
        ...evidence,
      ]);
      expectMistake(verdict.checks[check], sentence, all.join('\n'));
      expect(verdict).toMatchObject({ outcome: 'fails', inconclusive: [] });
      caught += 1;
    },
  );
});

test('there are fifty at least', () => {
  expect(mistakes.length).toBeGreaterThanOrEqual(50);
});
