import { describe, expect, test } from 'vitest';
import type { Trace } from '../../../../harness/trace/trace.ts';
import { expectConforming, expectMistaken } from '../../../support/checks.ts';
import { judgeBy, MAX, NODE, oneAfterTheOther, SUM, total } from '../../../support/timing.ts';
import { line, slept, traceOf } from '../../../support/traces.ts';

describe('a pool of two', () => {
  const POOL = { kind: 'pool', workers: 2 } as const;
  const POOLED = [slept(0, 'main.1', 7), slept(0, 'main.2', 6), slept(6, 'main.2', 5), total(11)];
  const judgePool = (port: Trace) => judgeBy(POOL, traceOf(POOLED), port);

  test('gives each job to the worker that is free first', () => {
    const check = judgePool(traceOf(POOLED, NODE));
    expectConforming(check);
    expect(String(check.sentence)).toBe('total 11.00 s = pool of 2(7, 6, 5)');
  });

  test('may be too large', () => {
    const all = [slept(0, 'main.1', 7), slept(0, 'main.2', 6), slept(0, 'main.3', 5), total(7)];
    const check = judgePool(traceOf(all, NODE));
    expectMistaken(check, 'wrong-pool-size', { workers: 3, wanted: 2 });
  });

  test('is too large too where a job begins before a worker is free', () => {
    const virtual: Partial<Trace> = { clock: 'virtual' };
    const fourth = (from: number) =>
      traceOf([...POOLED.slice(0, 3), slept(from, 'main.1', 3, from + 3), total(11)], virtual);
    const check = judgeBy(POOL, fourth(7), { ...fourth(6.5), ...NODE });
    expectMistaken(check, 'wrong-pool-size', { workers: 3, wanted: 2 });
  });

  test('may be too small', () => {
    const one = (task: string) => [
      slept(0, task, 7),
      slept(7, task, 6),
      slept(13, task, 5),
      total(18),
    ];
    const check = judgePool(traceOf(one('main.1'), NODE));
    expectMistaken(check, 'wrong-pool-size', { workers: 1, wanted: 2 });
    // Of coroutines nobody knows how many workers there are.
    const coroutines = judgePool(traceOf(one('main'), NODE));
    expectMistaken(coroutines, 'ran-in-sequence', { isOneTask: true });
  });

  test('of coroutines begins no job before another is over', () => {
    const all = [slept(0, 'main', 7), slept(0.001, 'main', 6), slept(0.002, 'main', 5), total(7)];
    const check = judgePool(traceOf(all, NODE));
    expectMistaken(check, 'ran-in-parallel', {
      ran: { formula: { kind: 'max', pieces: [7, 6, 5] }, total: 7 },
    });
  });

  test('leaves no worker idle while a job waits', () => {
    const late = [slept(0, 'main.1', 7), slept(0, 'main.2', 6), slept(9, 'main.2', 5), total(14)];
    const evidence = { seconds: 5, from: 9, due: 6 };
    expectMistaken(judgePool(traceOf(late, NODE)), 'worker-left-idle', evidence);
  });

  test('runs its jobs side by side', () => {
    const check = judgePool(oneAfterTheOther([7, 6, 5], NODE));
    expectMistaken(check, 'ran-in-sequence', { next: 'main.2' });
  });
});

describe('a pipeline', () => {
  const PIPELINE = { kind: 'pipeline' } as const;
  const piped = (first: number, second: number, ended: number) => [
    slept(0, 'main.1', 5),
    slept(5, 'main.1', 6),
    slept(first, 'main.2', 7),
    slept(second, 'main.2', 8),
    total(ended),
  ];
  const judgePipeline = (port: Trace) => judgeBy(PIPELINE, traceOf(piped(5, 12, 20)), port);

  test('passes each item on when it is done', () => {
    const check = judgePipeline(traceOf(piped(5, 12, 20), NODE));
    expectConforming(check);
    expect(String(check.sentence)).toBe('total 20.00 s = pipeline(5, 6 | 7, 8)');
  });

  test('holds back nothing that is done', () => {
    const check = judgePipeline(traceOf(piped(11, 18, 26), NODE));
    expectMistaken(check, 'passed-on-too-late', {
      task: 'main.2',
      from: 11,
      due: 5,
      ran: { formula: { kind: 'sum', pieces: [5, 6, 7, 8] }, total: 26 },
    });
  });

  test('passes nothing on that is not done', () => {
    const check = judgePipeline(traceOf(piped(1, 12, 20), NODE));
    expectMistaken(check, 'passed-on-too-early', { task: 'main.2', from: 1, due: 5, seconds: 7 });
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
  const judgePhases = (port: Trace) => judgeBy(PHASES, traceOf(phased(12)), port);

  test('have each a law and a total of its own', () => {
    const check = judgePhases(traceOf(phased(12), NODE));
    expectConforming(check);
    expect(String(check.sentence)).toBe('total 7.00 s and 9.00 s = max(7, 6), then 5 + 4');
  });

  test('have each a clock of its own', () => {
    const late = [...phased(12).slice(0, -1), total(16)];
    expectMistaken(judgePhases(traceOf(late, NODE)), 'clock-not-restarted', {
      total: 16,
      expected: {
        formula: { kind: 'sum', pieces: [5, 4] },
        total: 9,
        phase: { number: 2, of: 2 },
      },
    });
  });

  test('tell which of them breaks its law', () => {
    const check = judgePhases(traceOf(phased(7), NODE));
    expectMistaken(check, 'missing-lock', {
      ran: { formula: { kind: 'max', pieces: [5, 4] }, total: 5 },
    });
    expect(check.findings?.[0]?.mistake.evidence).toMatchObject({
      expected: { phase: { number: 2, of: 2 } },
    });
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
  const judge = (port: Trace, original: Trace) => judgeBy(MIN, original, port);

  test('counts until it is cut off, and the deadline if it is not', () => {
    const late = judge(withDeadline(9, Infinity, NODE), withDeadline(9, Infinity));
    expectConforming(late);
    expect(String(late.sentence)).toBe('total 7.50 s = min(7.5, 9)');
    const inTime = judge(withDeadline(6, 6.001, NODE), withDeadline(6, 6.001));
    expectConforming(inTime);
    expect(String(inTime.sentence)).toBe('total 6.00 s = min(7.5, 6)');
  });

  test('does not go on in the port', () => {
    const check = judge(withDeadline(9, 9.001, NODE), withDeadline(9, Infinity));
    expectMistaken(check, 'timeout-not-cancelled', { task: 'main', seconds: 9 });
  });

  test('does not go on in the original, either', () => {
    const check = judge(withDeadline(9, 9.001, NODE), withDeadline(9, 9.001));
    expectMistaken(check, 'original-breaks-law');
  });

  test('begins beside the deadline', () => {
    const after = traceOf([slept(0, 'main', 7.5), slept(7.5, 'main', 9, Infinity), total(7.5)]);
    expectMistaken(judge(after, after), 'original-breaks-law');
  });
});
