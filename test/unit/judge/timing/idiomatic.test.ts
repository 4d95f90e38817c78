import { describe, test } from 'vitest';
import { judgeTimes } from '../../../../harness/judge/timing/idiomatic.ts';
import type { Trace } from '../../../../harness/trace/trace.ts';
import { expectConforming, expectMistake } from '../../../support/checks.ts';
import { line, slept, subjectOf, TOTAL, traceOf } from '../../../support/traces.ts';

const MAX = { kind: 'max' } as const;
const NODE: Partial<Trace> = { language: 'node' };
const total = (seconds: number, time = seconds) =>
  line(time, 'main', `total ${seconds.toFixed(2)}`);

describe('a port in Node’s own way', () => {
  const sleeps = (one: string, other: string) => [slept(0, one, 7), slept(0, other, 6)];
  const original = traceOf([...sleeps('main.1', 'main.2'), total(7)], { clock: 'virtual' });
  const judgeOwn = (events: Parameters<typeof traceOf>[0]) =>
    judgeTimes(
      subjectOf(original),
      subjectOf(traceOf(events, { ...NODE, clock: 'virtual' })),
      MAX,
      TOTAL,
    );

  test('may wait in one task, when the original’s tasks do', () => {
    expectConforming(judgeOwn([...sleeps('main', 'main'), total(7)]));
  });

  test('is told where it waits at another time, for another time, or once more', () => {
    expectMistake(
      judgeOwn([slept(0, 'main', 7), slept(7, 'main', 6), total(13)]),
      /^waits 7 s from 0\.00 s on where the original waits 6 s from 0\.00 s on$/,
    );
    expectMistake(judgeOwn([slept(0, 'main', 6), total(7)]), /^does not where .* 7 s from 0\.00/);
    expectMistake(
      judgeOwn([...sleeps('main', 'main'), slept(1, 'main', 2), total(7)]),
      /^waits 2 s from 1\.00 s on, which the original does not$/,
    );
  });

  test('is told another total', () => {
    expectMistake(
      judgeOwn([...sleeps('main', 'main'), total(6.5, 7)]),
      /^prints a total of 6\.50 s where the original prints 7\.00 s$/,
    );
  });
});
