import { describe, expect, test } from 'vitest';
import { CLOCK_DISAGREEMENT } from '../../../../harness/tolerances.ts';
import type { DrawEvent, Trace } from '../../../../harness/trace/trace.ts';
import { expectConforming, expectMistaken } from '../../../support/checks.ts';
import { judgeMax, NODE, sideBySide, total } from '../../../support/timing.ts';
import { line, slept, traceOf } from '../../../support/traces.ts';

describe('a sleep', () => {
  const shortBy = (seconds: number) =>
    traceOf([slept(0, 'main.1', 7, 7 - seconds), slept(0.01, 'main.2', 6), total(7, 7.1)], NODE);

  test('is never short', () => {
    expectMistaken(judgeMax(shortBy(0.1)), 'sleep-cut-short', {
      task: 'main.1',
      seconds: 7,
      slept: 6.9,
    });
  });

  test('may seem short by what two clocks disagree', () => {
    expectConforming(judgeMax(shortBy(CLOCK_DISAGREEMENT / 2)));
  });

  test('that never ends is a mistake', () => {
    const endless = traceOf([slept(0, 'main.1', 7, Infinity), slept(0.01, 'main.2', 6)], NODE);
    expect(judgeMax(endless).ok).toBe(false);
  });

  test.each([
    ['seconds', [0.007, 0.006]],
    ['milliseconds', [7000, 6000]],
  ] as const)('of %s in the other unit is a wrong unit', (gave, found) => {
    const evidence = { gave, found, wanted: [7, 6] };
    expectMistaken(judgeMax(sideBySide([...found], NODE)), 'wrong-unit', evidence);
  });

  test('that the end cuts off in the port alone misses a join', () => {
    const cut = [slept(0, 'main.1', 7, Infinity), slept(0.01, 'main.2', 6), total(6)];
    expectMistaken(judgeMax(traceOf(cut, NODE)), 'missing-join', { unjoined: ['main.1'] });
  });

  test('after which its task goes on too early is cut short', () => {
    const woken = [slept(0, 'main.1', 7, Infinity), line(2, 'main.1', 'done'), total(7, 7.1)];
    const port = traceOf([...woken, slept(0.01, 'main.2', 6)], NODE);
    expectMistaken(judgeMax(port), 'sleep-cut-short', { task: 'main.1', seconds: 7, slept: 2 });
  });

  test('of a task that is killed misses no join', () => {
    const end = { type: 'end', code: null, signal: 'SIGTERM' } as const;
    const killed = [slept(0, 'main.1', 7, Infinity), { time: 1, task: 'main.1', ...end }];
    const port = traceOf([...killed, slept(0.01, 'main.2', 6), total(7, 7.1)], NODE);
    expectMistaken(judgeMax(port), 'wrong-duration');
  });

  test('that the end cuts off in the original alone is a daemon’s, which the port joins', () => {
    const watched = (to: number, end: number, changes: Partial<Trace> = {}) =>
      traceOf(
        [slept(0, 'main.3', 60, to), slept(0, 'main.1', 7), slept(0, 'main.2', 6), total(7, end)],
        changes,
      );
    expectMistaken(judgeMax(watched(60, 60.1, NODE), watched(Infinity, 7.1)), 'daemon-joined', {
      task: 'main.3',
      seconds: 60,
    });
  });

  test('may be missing', () => {
    const check = judgeMax(traceOf([total(0)], NODE));
    expectMistaken(check, 'wrong-duration', { found: [], wanted: [7, 6] });
  });

  test('may be any task’s, as long as all are there', () => {
    expectConforming(judgeMax(sideBySide([6, 7], NODE)));
    expect(judgeMax(sideBySide([6, 6], NODE)).ok).toBe(false);
  });

  test('that only the port has is its task’s', () => {
    const more = traceOf([...sideBySide([7, 6]).events, ...slept(1, 'main.3', 2)], NODE);
    expectMistaken(judgeMax(more), 'wrong-duration', { task: 'main.3', found: [2], wanted: [] });
  });
});

test('a sleep that the end of the program cuts off is no part of the law', () => {
  const withDaemon = (changes: Partial<Trace> = {}) =>
    traceOf(
      [slept(0, 'main.1', 7), slept(0, 'main.2', 3600, Infinity), slept(0, 'main.3', 6), total(7)],
      changes,
    );
  const check = judgeMax(withDaemon(NODE), withDaemon());
  expectConforming(check);
  expect(String(check.sentence)).toBe('total 7.00 s = max(7, 6)');
});

test('a sleep that the end cuts off in both is as long', () => {
  const withDaemon = (seconds: number, changes: Partial<Trace> = {}) =>
    traceOf([slept(0, 'main.3', seconds, Infinity), ...sideBySide([7, 6]).events], changes);
  expectConforming(judgeMax(withDaemon(3600, NODE), withDaemon(3600)));
  expectConforming(judgeMax(sideBySide([7, 6], NODE), withDaemon(3600)));
  expectMistaken(judgeMax(withDaemon(60, NODE), withDaemon(3600)), 'wrong-duration', {
    task: 'main.3',
    found: [60],
    wanted: [3600],
  });
});

test('a wait that is cut short in the original is cut short in the port', () => {
  const cut = (to: number, changes: Partial<Trace> = {}) =>
    traceOf(
      [slept(0, 'main.1', 7), slept(0, 'main', 60, to), total(7), line(61, 'main', 'end')],
      changes,
    );
  expectMistaken(judgeMax(cut(60, NODE), cut(Infinity)), 'timeout-not-cancelled', {
    task: 'main',
    seconds: 60,
  });
});

test('a timer of a blocked task fires late', () => {
  const ticking = (task: string, to: number, changes: Partial<Trace> = {}) =>
    traceOf(
      [slept(0, 'main.1', 7), slept(0, 'main.2', 6), slept(0, task, 3, to), total(7)],
      changes,
    );
  const original = ticking('main.3', 3);
  expectMistaken(judgeMax(ticking('main', 7, NODE), original), 'timer-late', {
    task: 'main',
    seconds: 3,
    from: 0,
    to: 7,
  });
  expectConforming(judgeMax(ticking('main', 3.5, NODE), original));
  // One that is as late in the original has no mistake.
  expectConforming(judgeMax(ticking('main', 7, NODE), ticking('main', 7)));
});

describe('other durations are told by their random numbers:', () => {
  const draw = (key: string, value = 0.5): DrawEvent => ({
    time: 0,
    task: 'main',
    type: 'draw',
    key,
    value,
  });
  const drawing = (seconds: number[], draws: DrawEvent[], changes: Partial<Trace> = {}) => {
    const trace = sideBySide(seconds, changes);
    return { ...trace, events: [...draws, ...trace.events] };
  };
  const original = drawing([7, 6], [draw('a'), draw('b')]);

  test('fewer than in the original are shared', () => {
    const check = judgeMax(drawing([7, 7], [draw('a')], NODE), original);
    expectMistaken(check, 'shared-draw', { draws: 1, wanted: 2, found: [7, 7] });
  });

  test('the same have another range', () => {
    const check = judgeMax(drawing([6, 6], [draw('a'), draw('b')], NODE), original);
    expectMistaken(check, 'wrong-range', { found: [6, 6], wanted: [7, 6] });
  });

  test('others are drawn after other lines', () => {
    const check = judgeMax(drawing([7, 7], [draw('a'), draw('c')], NODE), original);
    expectMistaken(check, 'drawn-elsewhere', { found: [7, 7], wanted: [7, 6] });
  });

  test('where a task never sleeps they tell nothing', () => {
    const check = judgeMax(drawing([7], [draw('a')], NODE), original);
    expectMistaken(check, 'wrong-duration', { task: 'main.2', found: [], wanted: [6] });
  });

  test.each([
    [0, 'begins'],
    [1 - Number.EPSILON / 2, 'ends'],
  ] as const)('%d tells where the range %s', (value, which) => {
    const both = [draw('a', value), draw('b', value)];
    const check = judgeMax(drawing([9, 9], both, NODE), drawing([10, 10], both));
    expectMistaken(check, 'wrong-range', { end: { which, found: 9, wanted: 10 } });
  });
});

test('many sleeps do not make a long sentence', () => {
  const { sentence } = judgeMax(sideBySide(Array(99).fill(1), NODE));
  expect(String(sentence).length).toBeLessThan(120);
});

test('a wait that ran out of time is a sleep; one that did not is none', () => {
  const waits = (id: number, seconds: number, to: number, timedOut: boolean) =>
    [
      { time: 0, task: 'main', type: 'wait', id, seconds },
      { time: to, task: 'main', type: 'resume', id, timedOut },
    ] as const;
  const original = traceOf([
    waits(1, 3, 3, true),
    waits(2, 60, 7, false),
    slept(0, 'main.1', 7),
    total(7),
  ]);
  const port = traceOf([slept(0, 'main', 3), slept(0, 'main.1', 7), total(7)], NODE);
  expectConforming(judgeMax(port, original));
  const without = traceOf([slept(0, 'main.1', 7), total(7)], NODE);
  expectMistaken(judgeMax(without, original), 'missing-timeout', { task: 'main', seconds: 3 });
});
