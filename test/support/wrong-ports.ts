import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { CONFORMANCE } from '../../harness/app/defaults.ts';
import { decisive } from '../../harness/app/trials.ts';
import { originalOf, PAIRS, type Pair } from '../../harness/pairs.ts';
import { CATALOGUE, type Mistake } from '../wrong-ports/catalogue.ts';
import { expectMistake } from './checks.ts';
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
  mistake: Mistake;
}

export const WRONG_PORTS: readonly WrongPort[] = PAIRS.flatMap((pair) =>
  Object.entries(CATALOGUE[pair.stem] ?? {}).map(([name, mistake]) => ({ pair, name, mistake })),
);

const isSmoke = ({ pair, name }: WrongPort) => SMOKE.has(`${pair.stem}/${name}`);

export const SMOKE_PORTS = WRONG_PORTS.filter(isSmoke);
export const OTHER_PORTS = WRONG_PORTS.filter((port) => !isSmoke(port));

/** A test for each port: it is told its mistake by `lockstep check`, and by its trial. */
export function declareWrongPorts(ports: readonly WrongPort[], onCaught = () => {}): void {
  for (const [stem, own] of Map.groupBy(ports, ({ pair }) => pair.stem)) {
    describe(`of ${stem}`, () => {
      test.concurrent.for(own)('“$name” is told so', async ({ pair, name, mistake }, { judge }) => {
        const [check, sentence, trial = 'seed'] = mistake;
        const port = join(FOLDER, pair.stem, `${name}.ts`);
        const match = { pair, original: originalOf(pair), port };
        const judgement = only(await judge([match], CONFORMANCE));
        const { name: foundBy, verdict } = decisive(judgement);
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
        onCaught();
      });
    });
  }
}
