import { readdirSync } from 'node:fs';
import { join, parse } from 'node:path';
import { describe, expect } from 'vitest';
import { CONFORMANCE } from '../../harness/app/defaults.ts';
import { decisive } from '../../harness/app/trials.ts';
import { originalOf, PAIRS, type Pair } from '../../harness/pairs.ts';
import { CATALOGUE, type Expectation } from '../wrong-ports/catalogue.ts';
import { test } from './judge.ts';
import { only } from './only.ts';

export const FOLDER = join(import.meta.dirname, '../wrong-ports');

/** One mistake for each check: `npm test` has these, `npm run test:all` the others too. */
const SMOKE = new Set([
  '01_sequential/three-decimals',
  '02_processes/child-exits-with-3',
  '02_processes/one-after-the-other',
  '03_threads/processes-posing-as-threads',
]);

export interface WrongPort {
  pair: Pair;
  name: string;
  file: string;
  expected: Expectation;
}

export const WRONG_PORTS: readonly WrongPort[] = PAIRS.flatMap((pair) =>
  filesOf(pair).flatMap((file) => {
    const { name } = parse(file);
    const expected = CATALOGUE[pair.stem]?.[name];
    return expected === undefined ? [] : [{ pair, name, file, expected }];
  }),
);

/** The files of a pair's wrong ports, whole paths. */
export function filesOf({ stem }: Pick<Pair, 'stem'>): string[] {
  return readdirSync(join(FOLDER, stem)).map((file) => join(FOLDER, stem, file));
}

const isSmoke = ({ pair, name }: WrongPort) => SMOKE.has(`${pair.stem}/${name}`);

export const SMOKE_PORTS = WRONG_PORTS.filter(isSmoke);
export const OTHER_PORTS = WRONG_PORTS.filter((port) => !isSmoke(port));

/** A test for each port: its diagnosis has the right id, and points at the line to change. */
export function declareWrongPorts(ports: readonly WrongPort[], onCaught = () => {}): void {
  for (const [stem, own] of Map.groupBy(ports, ({ pair }) => pair.stem)) {
    describe(`a wrong port of ${stem}`, () => {
      test.concurrent.for(own)('$name', async ({ pair, file, expected }, { judge }) => {
        const [id, line, trial = 'seed'] = expected;
        const match = { pair, original: originalOf(pair), port: file };
        const { name: foundBy, verdict } = decisive(only(await judge([match], CONFORMANCE)));
        const { outcome, inconclusive, diagnosis } = verdict;
        expect({
          outcome,
          inconclusive,
          id: diagnosis?.mistake.id,
          line: diagnosis?.located?.places[0]?.line,
          foundBy,
        }).toEqual({ outcome: 'fails', inconclusive: [], id, line, foundBy: trial });
        onCaught();
      });
    });
  }
}
