import { describe, expect, test } from 'vitest';
import { judgeTimes } from '../../../../harness/judge/timing/idiomatic.ts';
import { expectConforming, expectMistaken } from '../../../support/checks.ts';
import { MAX, madeUpRuns, NODE, total } from '../../../support/timing.ts';
import { slept, traceOf } from '../../../support/traces.ts';

describe('a port in Node’s own way', () => {
  const sleeps = (one: string, other: string) => [slept(0, one, 7), slept(0, other, 6)];
  const original = traceOf([...sleeps('main.1', 'main.2'), total(7)], { clock: 'virtual' });
  const judgeOwn = (events: Parameters<typeof traceOf>[0]) =>
    judgeTimes(madeUpRuns(MAX, original, traceOf(events, { ...NODE, clock: 'virtual' })));

  test('may wait in one task, when the original’s tasks do', () => {
    expectConforming(judgeOwn([...sleeps('main', 'main'), total(7)]));
  });

  test('is told the same mistakes as any port', () => {
    const inSequence = judgeOwn([slept(0, 'main', 7), slept(7, 'main', 6), total(13)]);
    expectMistaken(inSequence, 'ran-in-sequence', { isOneTask: true });
    expect(inSequence.findings?.map(({ mistake }) => mistake.id)).toContain('wrong-total');
    expectMistaken(judgeOwn([slept(0, 'main', 6), total(7)]), 'wrong-duration');
    const more = judgeOwn([...sleeps('main', 'main'), slept(1, 'main', 2), total(7)]);
    expectMistaken(more, 'wrong-duration', { found: [7, 6, 2], wanted: [] });
  });

  test('sleeps when the original does, also where no law is broken', () => {
    expectMistaken(
      judgeOwn([slept(0, 'main', 7), slept(1, 'main', 6), total(7)]),
      'slept-at-another-time',
      { wanted: { seconds: 6, from: 0 }, found: { seconds: 7, from: 0 } },
    );
  });

  test('prints the same total', () => {
    const check = judgeOwn([...sleeps('main', 'main'), total(6.5, 7)]);
    expectMistaken(check, 'clock-misplaced', { total: 6.5 });
  });
});
