import { describe, expect, test } from 'vitest';
import type { Equivalent } from '../../mutation/equivalent/equivalent.ts';
import { type Judgement, staleEntries } from '../../mutation/judge-mutants.ts';
import { mutantsText } from '../../mutation/report.ts';

const plain = (text: string) => text;
const STYLES = { good: plain, bad: plain, strong: plain, faint: plain };

const judged = (line: number, outcome: Judgement['outcome'], more: Partial<Judgement> = {}) =>
  ({
    pair: '02_processes',
    operator: 'await deletion',
    line,
    diff: ['- await f();', '+ f();'],
    trial: 'seed',
    outcome,
    ...more,
  }) satisfies Judgement;

const entry: Equivalent = {
  pairs: ['02_processes'],
  operator: 'await deletion',
  diff: ['- await f();', '+ f();'],
  why: 'f returns nothing.',
};

describe('an entry for the same program is', () => {
  test('right where all that it stands for survive', () => {
    expect(staleEntries([judged(1, 'equivalent'), judged(9, 'equivalent')], [entry])).toEqual([]);
  });

  test('wrong where one of them is caught', () => {
    expect(staleEntries([judged(1, 'equivalent'), judged(9, 'caught')], [entry])).toEqual([entry]);
  });

  test('wrong where it stands for nothing', () => {
    const other = judged(1, 'caught', { operator: 'statement deletion' });
    expect(staleEntries([other], [entry])).toEqual([entry]);
  });

  test('right where it is caught in another line than the one that is meant', () => {
    const judgements = [judged(1, 'equivalent'), judged(9, 'caught')];
    expect(staleEntries(judgements, [{ ...entry, line: 1 }])).toEqual([]);
    expect(staleEntries(judgements, [{ ...entry, line: 9 }])).toEqual([{ ...entry, line: 9 }]);
  });

  test('not asked for where its pair is not', () => {
    expect(staleEntries([judged(1, 'caught', { pair: '03_threads' })], [entry])).toEqual([]);
  });
});

describe('the report', () => {
  const judgements = [
    judged(1, 'caught'),
    judged(2, 'equivalent'),
    judged(3, 'survived'),
    judged(4, 'inconclusive', { sentence: 'main.1 waits for a lock, in real time' }),
  ];

  test('counts what is caught of what could be, by pair and by operator', () => {
    const text = mutantsText(judgements, [], STYLES);
    expect(text).toMatch(/^02_processes +1 of +3 +and 1 equivalent$/m);
    expect(text).toMatch(/^await deletion +1 of +3 +and 1 equivalent$/m);
    expect(text).toMatch(/^mutants caught: 1 of 3; 1 more are the same program$/m);
  });

  test('shows what was not caught, with its place and its lines', () => {
    const text = mutantsText(judgements, [], STYLES);
    expect(text).toContain(
      '✘ survived: await deletion, ts-ports/02_processes.ts:3\n    - await f();\n    + f();\n',
    );
    expect(text).toContain('✘ inconclusive: await deletion, ts-ports/02_processes.ts:4\n');
    expect(text).toContain('    main.1 waits for a lock, in real time\n');
    expect(text).not.toContain('ts-ports/02_processes.ts:1\n');
  });

  test('shows an entry that is wrong', () => {
    expect(mutantsText(judgements, [entry], STYLES)).toMatch(
      /^✘ not equivalent, or no mutant: await deletion, 02_processes under test\/mutation\/equivalent$/m,
    );
  });
});
