import { describe, expect, test } from 'vitest';
import { CLOCK_DISAGREEMENT } from '../../../../harness/limits.ts';
import type { DrawEvent, Trace } from '../../../../harness/trace/trace.ts';
import { expectConforming, expectMistake } from '../../../support/checks.ts';
import { judgeMax, NODE, sideBySide, total } from '../../../support/timing.ts';
import { slept, traceOf } from '../../../support/traces.ts';

describe('a sleep', () => {
  const shortBy = (seconds: number) =>
    traceOf([slept(0, 'main.1', 7, 7 - seconds), slept(0.01, 'main.2', 6), total(7, 7.1)], NODE);

  test('is never short', () => {
    expectMistake(judgeMax(shortBy(0.1)), /^main\.1 slept 6\.900 s of the 7 s that it wanted$/);
  });

  test('may seem short by what two clocks disagree', () => {
    expectConforming(judgeMax(shortBy(CLOCK_DISAGREEMENT / 2)));
  });

  test('that never ends is no end', () => {
    const endless = traceOf([slept(0, 'main.1', 7, Infinity), slept(0.01, 'main.2', 6)], NODE);
    expect(judgeMax(endless).evidence).toContain('port: main.1 slept 7 s, from 0.00 s to no end');
    expect(judgeMax(endless).ok).toBe(false);
  });

  test('of milliseconds for seconds is told', () => {
    expectMistake(
      judgeMax(sideBySide([0.007, 0.006], NODE)),
      /^slept 0\.007 and 0\.006 s where the original slept 7 and 6 s: seconds for milliseconds\? Timers of Node count milliseconds/,
    );
  });

  test('of seconds for milliseconds is told, too', () => {
    expectMistake(
      judgeMax(sideBySide([7000, 6000], NODE)),
      /^slept 7000 and 6000 s .*: milliseconds for seconds\? sleep\(\) counts seconds$/,
    );
  });

  test('that the end cuts off in the port alone misses a join', () => {
    const cut = [slept(0, 'main.1', 7, Infinity), slept(0.01, 'main.2', 6), total(6)];
    expectMistake(
      judgeMax(traceOf(cut, NODE)),
      /^ended while main\.1 \(7 s\) still slept: is a join missing\?$/,
    );
  });

  test('that the end cuts off in the original alone is a daemon’s, who is joined', () => {
    const watched = (to: number, end: number, changes: Partial<Trace> = {}) =>
      traceOf(
        [slept(0, 'main.3', 60, to), slept(0, 'main.1', 7), slept(0, 'main.2', 6), total(7, end)],
        changes,
      );
    expectMistake(
      judgeMax(watched(60, 60.1, NODE), watched(Infinity, 7.1)),
      /^waits for main\.3, which sleeps 60 s: the original ends without it\. Is it a daemon/,
    );
  });

  test('that is missing is told', () => {
    expectMistake(
      judgeMax(traceOf([total(0)], NODE)),
      /^did not sleep where the original slept 7 and 6 s$/,
    );
  });

  test('may be any task’s, as long as all are there', () => {
    expectConforming(judgeMax(sideBySide([6, 7], NODE)));
    expect(judgeMax(sideBySide([6, 6], NODE)).ok).toBe(false);
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
  expect(check.sentence).toBe('total 7.00 s = max(7, 6)');
});

test('a sleep that the end cuts off in both is as long', () => {
  const withDaemon = (seconds: number, changes: Partial<Trace> = {}) =>
    traceOf([slept(0, 'main.3', seconds, Infinity), ...sideBySide([7, 6]).events], changes);
  expectConforming(judgeMax(withDaemon(3600, NODE), withDaemon(3600)));
  expectConforming(judgeMax(sideBySide([7, 6], NODE), withDaemon(3600)));
  expectMistake(
    judgeMax(withDaemon(60, NODE), withDaemon(3600)),
    /^main\.3 would sleep 60 s, which the end cuts off; in the original 3600 s$/,
  );
});

describe('other durations are told by the draws:', () => {
  const draw = (key: string): DrawEvent => ({
    time: 0,
    task: 'main',
    type: 'draw',
    key,
    value: 0.5,
  });
  const drawing = (seconds: number[], keys: string[], changes: Partial<Trace> = {}) => {
    const trace = sideBySide(seconds, changes);
    return { ...trace, events: [...keys.map(draw), ...trace.events] };
  };
  const original = drawing([7, 6], ['a', 'b']);

  test.each([
    [[7, 7], ['a'], ': one draw for all\\? Each draws its own'],
    [[6, 6], ['a', 'b'], ': the same draws, is their range another\\?'],
    [[7, 7], ['a', 'c'], ': it draws after other lines than the original \\(see output\\)'],
    [[7], ['a'], ': main.2 never sleeps its 6 s. Does it get any work\\?'],
  ])('%j, %j', (seconds, keys, words) => {
    expectMistake(judgeMax(drawing(seconds, keys, NODE), original), new RegExp(`${words}$`));
  });

  test('of many only some are shown', () => {
    const { sentence, evidence } = judgeMax(sideBySide(Array(99).fill(1), NODE));
    expect(sentence).toMatch(/^slept 1 and .* and 1 … \(99 sleeps\) where/);
    expect(evidence?.length).toBeLessThan(20);
  });
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
  expectMistake(judgeMax(without, original), /^slept 7 s where the original slept 3 and 7 s/);
});

test.each([
  [0, 'begins'],
  [1 - Number.EPSILON / 2, 'ends'],
])('the end of a range is named: %d %s', (value, word) => {
  const drawing = (seconds: number, changes: Partial<Trace> = {}) => {
    const trace = sideBySide([seconds, seconds], changes);
    const draws = ['a', 'b'].map((key) => ({
      time: 0,
      task: 'main',
      type: 'draw' as const,
      key,
      value,
    }));
    return { ...trace, events: [...draws, ...trace.events] };
  };
  expectMistake(
    judgeMax(drawing(9, NODE), drawing(10)),
    new RegExp(`is their range another\\? It ${word} at 9, the original’s at 10$`),
  );
});
