import { expect, test } from 'vitest';
import type { Exploration } from '../../../../harness/explore/exploration.ts';
import { judgeAll } from '../../../../harness/judge/verdict.ts';
import { speech } from '../../../../harness/trace/speech.ts';
import type { Trace } from '../../../../harness/trace/trace.ts';
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
  expect(judge(many, few).checks.output.sentence).toMatch(/^refines the original: /);
  expect(judge(few, many).checks.output.sentence).toMatch(/^violates the original: /);
  for (const verdict of [judge(many, few), judge(few, many)]) {
    expect(verdict).toMatchObject({ outcome: 'fails', inconclusive: [] });
  }
});

test('it is inconclusive where a part of them was tried, and says what would try all', () => {
  expect(judge(found(true, ONE, OTHER), found(false, ONE))).toMatchObject({
    outcome: 'inconclusive',
    inconclusive: ['only 1 of about 40 schedules of the port were tried (--runs 80 may try all)'],
  });
  expect(judge(found(false, ONE), found(true, ONE, OTHER))).toMatchObject({
    outcome: 'inconclusive',
    inconclusive: [
      'only 1 of about 40 schedules of the original were tried (--runs 80 may try all)',
    ],
  });
});

test('a sample that shows the same orders conforms', () => {
  expect(judge(found(false, ONE, OTHER), found(false, OTHER, ONE)).outcome).toBe('conforms');
});
