import { join } from 'node:path';
import { execa } from 'execa';
import { expect } from 'vitest';
import { CONFORMANCE } from '../../../harness/app/defaults.ts';
import { decisive } from '../../../harness/app/trials.ts';
import { originalOf, pairsNamed } from '../../../harness/pairs.ts';
import { isLine, type Trace } from '../../../harness/trace/trace.ts';
import { evidenceOf } from '../../support/checks.ts';
import { test } from '../../support/judge.ts';
import { CHECKOUT, COMMAND } from '../../support/lockstep.ts';
import { only } from '../../support/only.ts';

const PAIR = only(pairsNamed(['07']));
const PORT = join(CHECKOUT, 'test/wrong-ports/07_pipe/total-before-the-child-has-ended.ts');

const linesOf = ({ events }: Trace) =>
  events.filter(isLine).map(({ time, task, text }) => `${time.toFixed(2)} s ${task}: ${text}`);

test.for([
  ['the draws of the seed', undefined, / --seed 32 --replay main\S+$/],
  ['given durations', [9, 5], / --seed 32 --durations 9,5 --replay main\S+$/],
] as const)(
  'the command under `again:` repeats a trial with %s',
  async ([, durations, words], { judge }) => {
    const match = { pair: PAIR, original: originalOf(PAIR), port: PORT };
    const { trials } = only(await judge([match], { ...CONFORMANCE, durations }));
    const { output } = decisive({ trials }).verdict.checks;
    const evidence = evidenceOf('output', output) ?? [];
    const again = evidence.at(-1) ?? '';
    expect(again).toMatch(words);
    const command = again.replace('again: lockstep', `"${process.execPath}" "${COMMAND}"`);
    const { stdout } = await execa('sh', ['-c', `${command} --json`], { reject: false });
    // The first says what follows, the last is the command.
    const shown = evidence.slice(1, -1).map((row) => row.slice(2));
    expect(linesOf(JSON.parse(stdout))).toEqual(shown);
  },
);
