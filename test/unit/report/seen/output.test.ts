import { describe, expect, test } from 'vitest';
import { judgeOutput } from '../../../../harness/judge/output/check.ts';
import { ORDER_SPREAD } from '../../../../harness/tolerances.ts';
import type { Trace, TraceEvent } from '../../../../harness/trace/trace.ts';
import { evidenceOf, rowsOf } from '../../../support/checks.ts';
import { MAX, madeUpRuns } from '../../../support/timing.ts';
import { line, slept, traceOf } from '../../../support/traces.ts';

const judgeTraces = (original: Trace, port: Trace) => judgeOutput(madeUpRuns(MAX, original, port));
const judge = (original: TraceEvent[], port: TraceEvent[]) =>
  judgeTraces(traceOf(original), traceOf(port));

describe('the lines that are listed', () => {
  test('are those that are missing, and those that are too many', () => {
    const check = judge([line(0, 'main', 'done')], [line(0, 'main', 'ready')]);
    expect(evidenceOf('output', check)).toEqual(['- 0.00 s main: done', '+ 0.00 s main: ready']);
  });

  test('are six of each at most', () => {
    const many = (name: string) => [...'abcdefgh'].map((at) => line(0, 'main', `${name} ${at}`));
    const evidence = evidenceOf('output', judge(many('one'), many('other')));
    expect(evidence?.slice(5, 7)).toEqual(['- 0.00 s main: one f', '+ 0.00 s main: other a']);
    expect(evidence).toHaveLength(12);
  });

  test('are cut where they are long', () => {
    const long = (letter: string) => [line(0, 'main', letter.repeat(1e7))];
    const check = judge(long('x'), long('y'));
    expect(evidenceOf('output', check)?.join('').length).toBeLessThan(400);
    expect(rowsOf('output', check)?.flat().join('').length).toBeLessThan(400);
  });

  test('are two that changed places, with the times of both', () => {
    const apart = ORDER_SPREAD + 0.25;
    const check = judge(
      [line(0, 'main.1', 'one'), line(apart, 'main.2', 'two')],
      [line(0, 'main.2', 'two'), line(0.1, 'main.1', 'one')],
    );
    expect(evidenceOf('output', check)).toEqual([
      '0.00 s in the original, 0.10 s in the port: one',
      `${apart.toFixed(2)} s in the original, 0.00 s in the port: two`,
    ]);
  });

  test('are one that comes at another time, with both times', () => {
    const printing = (seconds: number) =>
      traceOf([...slept(0, 'main.1', 7), line(seconds, 'main', 'done')], { clock: 'virtual' });
    expect(evidenceOf('output', judgeTraces(printing(7), printing(6)))).toEqual([
      '7.00 s in the original, 6.00 s in the port: done',
    ]);
  });
});

describe('beside the original’s lines', () => {
  test('control characters are made visible', () => {
    const check = judge([line(0, 'main', 'done')], [line(0, 'main', 'done\u001b[2J')]);
    expect(rowsOf('output', check)).toEqual([
      ['0.00 s main: done', '0.00 s main: done␛[2J', false],
    ]);
  });

  test('a warning stands alone', () => {
    const check = judge([], [line(0, 'main', 'careful', 'stderr')]);
    expect(rowsOf('output', check)).toEqual([['', '0.00 s main: careful (stderr)', false]]);
  });

  test('an error has no stack', () => {
    const port = ['port.ts:1', 'RangeError: no', '    at main'].map((text) =>
      line(0, 'main', text, 'stderr'),
    );
    expect(rowsOf('output', judge([line(0, 'main', 'one')], port))).toEqual([
      ['0.00 s main: one', '0.00 s main: RangeError: no (stderr)', false],
    ]);
  });
});
