import { expect, test } from 'vitest';
import type { Exploration } from '../../../../harness/explore/exploration.ts';
import { judgeOrders } from '../../../../harness/judge/output/orders.ts';
import { judgeAll, type Verdict } from '../../../../harness/judge/verdict.ts';
import { speech } from '../../../../harness/trace/speech.ts';
import type { Trace } from '../../../../harness/trace/trace.ts';
import { expectConforming, expectMistaken, looksOf } from '../../../support/checks.ts';
import { family, line, slept, TOTAL, traceOf } from '../../../support/traces.ts';

const PAIR = { stem: 'two', law: { kind: 'max' }, total: TOTAL } as const;

const spoken = (...tasks: string[]): Trace =>
  traceOf(
    [
      ...tasks.map((task) => line(0, task, `from ${task}`)),
      ...slept(0, 'main.1', 7),
      ...slept(0, 'main.2', 6),
      line(7, 'main', 'total 7.00'),
    ],
    { tasks: family('process', 'process') },
  );
const ONE = spoken('main.1', 'main.2');
const OTHER = spoken('main.2', 'main.1');

const found = (exhaustive: boolean, ...traces: Trace[]): Exploration => ({
  traces: new Map(traces.map((trace) => [speech(trace), trace])),
  runs: traces.length,
  exhaustive,
  estimate: exhaustive ? traces.length : 40,
});

const judge = (original: Exploration, port: Exploration) => judgeAll(PAIR, { original, port });

test('an order that a program has not is a mistake where all its orders were tried', () => {
  const [few, many] = [found(true, ONE), found(true, ONE, OTHER)];
  const tried = (runs: number) => ({ exhaustive: true, runs, estimate: runs });
  expectMistaken(judge(many, few).checks.output, 'order-never-occurs', {
    line: 'from main.2',
    coverage: { original: tried(2), port: tried(1) },
  });
  expectMistaken(judge(few, many).checks.output, 'impossible-order', {
    line: 'from main.2',
    coverage: { original: tried(1), port: tried(2) },
  });
  for (const verdict of [judge(many, few), judge(few, many)]) {
    expect(verdict).toMatchObject({ outcome: 'fails', inconclusive: [] });
  }
});

test('an order that only one program has is the witness, and is looked for where it parts', () => {
  const [few, many] = [found(true, ONE), found(true, ONE, OTHER)];
  const wide = judge(few, many).checks.output;
  expect(wide.seen).toEqual({ owner: 'port', trace: OTHER, at: 0 });
  const printing = { find: 'printing', lines: ['from main.2'] };
  const unjoined = { find: 'missing-join', line: 'from main.2' };
  expect(looksOf(wide)).toEqual([unjoined, printing]);
  const strict = judge(many, few).checks.output;
  expect(strict.seen).toEqual({ owner: 'original', trace: OTHER, at: 0 });
  expect(looksOf(strict)).toEqual([{ find: 'wait-between-starts' }, printing]);
});

test('an order that ends otherwise parts after its last line', () => {
  const killed = { ...ONE, ending: { ...ONE.ending, kind: 'killed' as const, signal: 'SIGTERM' } };
  const check = judgeOrders({ original: found(true, ONE), port: found(true, ONE, killed) });
  expectMistaken(check, 'impossible-order', { line: '' });
  const well = judgeOrders({ original: found(true, killed), port: found(true, ONE) });
  expectMistaken(well, 'impossible-order', { line: '' });
});

test('an idiomatic port may have fewer orders, and none of its own', () => {
  const [few, many] = [found(true, ONE), found(true, ONE, OTHER)];
  const check = judgeOrders({ original: many, port: few }, true);
  expectConforming(check);
  expect(String(check.sentence)).toMatch(/^prints in 1 of the original’s 2 orders \(exhaustive/);
  expectMistaken(judgeOrders({ original: few, port: many }, true), 'impossible-order');
});

test('says how many orders both have', () => {
  const both = (...traces: Trace[]) =>
    String(
      judgeOrders({ original: found(true, ...traces), port: found(false, ...traces) }).sentence,
    );
  expect(both(ONE)).toBe(
    'the same one order of lines (exhaustive: 1 of 1 schedules; port: sampled: 1 of about 40, one line = one step)',
  );
  expect(both(ONE, OTHER)).toMatch(/^the same 2 orders of lines/);
});

test('it is inconclusive where a part of them was tried, and says what would try all', () => {
  const told = ({ outcome, inconclusive }: Verdict) => ({
    outcome,
    inconclusive: inconclusive.map(String),
  });
  expect(told(judge(found(true, ONE, OTHER), found(false, ONE)))).toMatchObject({
    outcome: 'inconclusive',
    inconclusive: ['only 1 of about 40 schedules of the port were tried (--runs 80 may try all)'],
  });
  expect(told(judge(found(false, ONE), found(true, ONE, OTHER)))).toMatchObject({
    outcome: 'inconclusive',
    inconclusive: [
      'only 1 of about 40 schedules of the original were tried (--runs 80 may try all)',
    ],
  });
});

test('a sample that shows the same orders conforms', () => {
  expect(judge(found(false, ONE, OTHER), found(false, OTHER, ONE)).outcome).toBe('conforms');
});
