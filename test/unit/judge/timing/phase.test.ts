import { describe, expect, test } from 'vitest';
import { judgeTiming } from '../../../../harness/judge/timing/check.ts';
import type { Trace } from '../../../../harness/trace/trace.ts';
import { expectConforming, expectMistake } from '../../../support/checks.ts';
import { MAX, NODE, oneAfterTheOther, SUM, total } from '../../../support/timing.ts';
import { line, slept, subjectOf, TOTAL, traceOf } from '../../../support/traces.ts';

describe('a pool of two', () => {
  const POOL = { kind: 'pool', workers: 2 } as const;
  const judgePool = (port: Trace) =>
    judgeTiming(subjectOf(traceOf(POOLED)), subjectOf(port), POOL, TOTAL);
  const POOLED = [slept(0, 'main.1', 7), slept(0, 'main.2', 6), slept(6, 'main.2', 5), total(11)];

  test('gives each job to the worker that is free first', () => {
    const check = judgePool(traceOf(POOLED, NODE));
    expectConforming(check);
    expect(check.sentence).toBe('total 11.00 s = pool of 2(7, 6, 5)');
  });

  test('is told to be larger', () => {
    const all = [slept(0, 'main.1', 7), slept(0, 'main.2', 6), slept(0, 'main.3', 5), total(7)];
    expectMistake(
      judgePool(traceOf(all, NODE)),
      /^ran all side by side: 7\.00 s, expected pool.*; 3 jobs at once, by 3 tasks: the pool has 2 workers/,
    );
    const virtual: Partial<Trace> = { clock: 'virtual' };
    const fourth = (from: number) =>
      traceOf([...POOLED.slice(0, 3), slept(from, 'main.1', 3, from + 3), total(11)], virtual);
    const early = { ...fourth(6.5), ...NODE };
    expectMistake(
      judgeTiming(subjectOf(fourth(7)), subjectOf(early), POOL, TOTAL),
      /main\.1 began its 3 s at 6\.50 s, when all 2 workers were busy until 7\.00 s/,
    );
  });

  test('is told to be smaller', () => {
    const one = [slept(0, 'main.1', 7), slept(7, 'main.1', 6), slept(13, 'main.1', 5), total(18)];
    expectMistake(
      judgePool(traceOf(one, NODE)),
      /^ran one after the other: 18\.00 s, expected pool of 2.*; the pool has 1 of 2 workers$/,
    );
  });

  test('is told to leave a worker idle', () => {
    const late = [slept(0, 'main.1', 7), slept(0, 'main.2', 6), slept(9, 'main.2', 5), total(14)];
    expectMistake(
      judgePool(traceOf(late, NODE)),
      /main\.2 began its 5 s at 9\.00 s, though a worker was free from 6\.00 s on/,
    );
    expectMistake(
      judgePool(oneAfterTheOther([7, 6, 5], NODE)),
      /^ran one after the other: 18\.00 s.*; is there an `await` between the jobs\?/,
    );
  });
});

describe('a pipeline', () => {
  const PIPELINE = { kind: 'pipeline' } as const;
  const piped = [
    slept(0, 'main.1', 5),
    slept(5, 'main.1', 6),
    slept(5, 'main.2', 7),
    slept(12, 'main.2', 8),
    total(20),
  ];
  const judgePipeline = (port: Trace) =>
    judgeTiming(subjectOf(traceOf(piped)), subjectOf(port), PIPELINE, TOTAL);

  test('passes each item on when it is done', () => {
    const check = judgePipeline(traceOf(piped, NODE));
    expectConforming(check);
    expect(check.sentence).toBe('total 20.00 s = pipeline(5, 6 | 7, 8)');
  });

  test('is told to hold back what is done', () => {
    const held = [
      slept(0, 'main.1', 5),
      slept(5, 'main.1', 6),
      slept(11, 'main.2', 7),
      slept(18, 'main.2', 8),
      total(26),
    ];
    expectMistake(
      judgePipeline(traceOf(held, NODE)),
      /^ran one after the other: 26\.00 s, expected pipeline.*; main\.2 began only at 11\.00 s, .* each item passed on/,
    );
  });
});

describe('phases', () => {
  const PHASES = { kind: 'phases', laws: [MAX, SUM] } as const;
  const phased = (second: number) => [
    slept(0, 'main.1', 7),
    slept(0, 'main.2', 6),
    total(7),
    slept(7, 'main.1', 5),
    slept(second, 'main.2', 4),
    total(9, second + 4),
  ];
  const judgePhases = (port: Trace) =>
    judgeTiming(subjectOf(traceOf(phased(12))), subjectOf(port), PHASES, TOTAL);

  test('have each a law and a total of its own', () => {
    const check = judgePhases(traceOf(phased(12), NODE));
    expectConforming(check);
    expect(check.sentence).toBe('total 7.00 s and 9.00 s = max(7, 6), then 5 + 4');
  });

  test('have each a clock of their own', () => {
    const late = [...phased(12).slice(0, -1), total(16)];
    expectMistake(
      judgePhases(traceOf(late, NODE)),
      /^printed a total of 16\.00 s, .* = 9\.00: .* Is the clock started anew for this phase\? \(phase 2 of 2\)$/,
    );
  });

  test('are told apart where one breaks its law', () => {
    expectMistake(
      judgePhases(traceOf(phased(7), NODE)),
      /^ran side by side: 5\.00 = max\(5, 4\), expected 5 \+ 4 = 9\.00; .*\(phase 2 of 2\)$/,
    );
  });
});

describe('what the first to end cuts off', () => {
  const MIN = { kind: 'min' } as const;
  /** A deadline beside a sleep of `seconds`, whichever is over first; `to` where the sleep ends. */
  const withDeadline = (seconds: number, to: number, changes: Partial<Trace> = {}, end = 7.5) => {
    const first = Math.min(end, seconds);
    const deadline = slept(0, 'main', 7.5, end <= seconds ? end : Infinity);
    const lines = [total(first, first + 0.01), line(Math.max(first, 9) + 0.02, 'main', 'end')];
    return traceOf([deadline, slept(0.001, 'main', seconds, to), ...lines], changes);
  };
  const judge = (port: Trace, original: Trace) =>
    judgeTiming(subjectOf(original), subjectOf(port), MIN, TOTAL);

  test('counts until it is cut off, and the deadline if it is not', () => {
    const late = judge(withDeadline(9, Infinity, NODE), withDeadline(9, Infinity));
    expectConforming(late);
    expect(late.sentence).toBe('total 7.50 s = min(7.5, 9)');
    const inTime = judge(withDeadline(6, 6.001, NODE), withDeadline(6, 6.001));
    expectConforming(inTime);
    expect(inTime.sentence).toBe('total 6.00 s = min(7.5, 6)');
  });

  test('must not go on in the port', () => {
    expectMistake(
      judge(withDeadline(9, 9.001, NODE), withDeadline(9, Infinity)),
      /^main sleeps its 9 s to the end, which are cut off in the original: .*a signal not passed on\?$/,
    );
  });

  test('must not go on in the original, either', () => {
    expectMistake(
      judge(withDeadline(9, 9.001, NODE), withDeadline(9, 9.001)),
      /^the original main slept its 9 s to the end, expected min\(7\.5, 9\) = 7\.50$/,
    );
  });

  test('must begin beside the deadline', () => {
    const after = traceOf([slept(0, 'main', 7.5), slept(7.5, 'main', 9, Infinity), total(7.5)]);
    expectMistake(judge(after, after), /^the original ran one after the other: /);
  });
});
