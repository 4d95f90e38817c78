import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { CONFORMANCE } from '../../../harness/app/defaults.ts';
import { decisive } from '../../../harness/app/trials.ts';
import { originalOf, pairsNamed, portOf } from '../../../harness/pairs.ts';
import { expectConforming, expectMistaken } from '../../support/checks.ts';
import { folderOfPorts } from '../../support/folder-of-ports.ts';
import { test } from '../../support/judge.ts';
import { only } from '../../support/only.ts';

/** The second join of each; with the draws of the seed the first task ends last, and hides it. */
const JOINS = { '02': 'await p2.join();', '03': 'await t2.join();' };

test.for(Object.entries(JOINS))(
  'the pair %s does not conform if `%s` has lost its await',
  async ([name, join], { judge }) => {
    const pair = only(pairsNamed([name]));
    const text = readFileSync(portOf(pair), 'utf8');
    expect(text.split(join)).toHaveLength(2);
    using folder = folderOfPorts(pair);
    const match = (port: string) => ({ pair, original: originalOf(pair), port: folder.add(port) });
    // That it is right in every order, too, is what the pair's own test shows.
    const sound = only(await judge([match(text)], { ...CONFORMANCE, runs: 0 }));
    for (const { verdict } of sound.trials) {
      for (const check of Object.values(verdict.checks)) expectConforming(check);
    }
    expect(sound.trials).toHaveLength(4);
    const broken = text.replace(join, join.replace('await ', ''));
    const found = decisive(only(await judge([match(broken)], CONFORMANCE)));
    expect(found.name).toBe('mirrored');
    expectMistaken(found.verdict.checks.timing, 'missing-join', { unjoined: ['main.2'] });
  },
);
