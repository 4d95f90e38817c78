import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeTiming } from '../../../../harness/judge/timing/check.ts';
import { OVERHEAD_SPREAD } from '../../../../harness/limits.ts';
import type { Trace } from '../../../../harness/trace/trace.ts';
import { expectConforming, expectMistake } from '../../../support/checks.ts';
import {
  durations,
  judgeMax,
  judgeSum,
  MAX,
  NODE,
  oneAfterTheOther,
  sideBySide,
  total,
} from '../../../support/timing.ts';
import { line, slept, subjectOf, TOTAL, traceOf } from '../../../support/traces.ts';

describe('the law', () => {
  test('of the longest holds side by side, whatever the durations', () => {
    fc.assert(
      fc.property(durations, (seconds) => {
        expectConforming(judgeMax(sideBySide(seconds, NODE), sideBySide(seconds)));
      }),
    );
  });

  test('of the sum holds one after the other, whatever the durations', () => {
    fc.assert(
      fc.property(durations, (seconds) => {
        expectConforming(judgeSum(oneAfterTheOther(seconds, NODE), oneAfterTheOther(seconds)));
      }),
    );
  });

  test('of the one never holds for the other', () => {
    fc.assert(
      fc.property(durations, (seconds) => {
        const [beside, after] = [sideBySide(seconds, NODE), oneAfterTheOther(seconds, NODE)];
        expect(judgeMax(after, sideBySide(seconds)).ok).toBe(false);
        expect(judgeSum(beside, oneAfterTheOther(seconds)).ok).toBe(false);
      }),
    );
  });

  test('stands in the sentence with its numbers', () => {
    expect(judgeMax(sideBySide([7, 6], NODE)).sentence).toBe('total 7.00 s = max(7, 6)');
    expect(judgeSum(oneAfterTheOther([7, 6], NODE)).sentence).toBe('total 13.00 s = 7 + 6');
  });
});

describe('tasks that should run side by side', () => {
  test('but run one after the other are told by their sum', () => {
    const check = judgeMax(oneAfterTheOther([7, 6], NODE));
    expectMistake(
      check,
      /^ran one after the other: 13\.00 = 7 \+ 6, expected max\(7, 6\) = 7\.00; /,
    );
    expectMistake(check, /main\.2 slept only when main\.1 had woken: is there an `await`/);
    expect(check.evidence).toEqual([
      'original: main.1 slept 7 s, from 0.00 s to 7.00 s',
      'original: main.2 slept 6 s, from 0.01 s to 6.01 s',
      'port: main.1 slept 7 s, from 0.00 s to 7.00 s',
      'port: main.2 slept 6 s, from 7.00 s to 13.00 s',
    ]);
  });

  test('but of three only two do are told who waited for whom', () => {
    const events = [
      slept(0, 'main.1', 7),
      slept(0.01, 'main.2', 6),
      slept(7.1, 'main.3', 5),
      total(12.1),
    ];
    expectMistake(
      judgeMax(traceOf(events, NODE), sideBySide([7, 6, 5])),
      /^did not run all side by side: expected max\(7, 6, 5\).* main\.3 slept only when main\.1 had woken/,
    );
  });
});

describe('who runs one after the other', () => {
  const starting = (time: number): Trace => {
    const { events, ...trace } = oneAfterTheOther([7, 6], NODE);
    return { ...trace, events: [{ time, task: 'main.2', type: 'start' }, ...events] };
  };

  test('was started late, or waits for a lock', () => {
    expectMistake(judgeMax(starting(7)), /is there an `await`, or a join, between the two starts/);
    expectMistake(
      judgeMax(starting(0.5)),
      /main\.2 was there from 0\.50 s on, but slept only when main\.1 had woken: do both want one lock\?$/,
    );
  });

  test('is one task that does both', () => {
    const one = traceOf([slept(0, 'main', 7), slept(7, 'main', 6), total(13)], NODE);
    expectMistake(judgeMax(one), /main does both, one by one: is each awaited in turn, or run\(\)/);
  });
});

describe('tasks that should run one after the other', () => {
  test('but are one task lack an await', () => {
    const one = traceOf([slept(0, 'main', 7), slept(0.5, 'main', 6), total(7)], NODE);
    expectMistake(judgeSum(one), /^ran side by side: .*; is an `await` missing\?$/);
  });

  test('but run side by side lack a lock', () => {
    expectMistake(
      judgeSum(sideBySide([7, 6], NODE)),
      /^ran side by side: 7\.00 = max\(7, 6\), expected 7 \+ 6 = 13\.00; is a lock missing, or has each its own\?/,
    );
  });
});

describe('the printed total', () => {
  const sleeps = [slept(0, 'main.1', 7), slept(0.01, 'main.2', 6)];
  const printing = (seconds: number, time = 7.1) =>
    traceOf([...sleeps, total(seconds, time)], NODE);

  test('before the tasks have ended misses a join', () => {
    expectMistake(
      judgeMax(printing(0.01, 0.02)),
      /^printed its total, 0\.01 s, before its tasks had ended, expected .* is a join missing/,
    );
  });

  test('when some have ended misses the joins of the others', () => {
    expectMistake(
      judgeMax(printing(6, 6.5)),
      /^joins only main\.2: printed its total, 6\.00 s, before main\.1 had ended, .* join missing/,
    );
  });

  test('by a child goes on where its parent does', () => {
    const child = traceOf([...sleeps, line(6.5, 'main.2', 'total 6.50')], NODE);
    expectMistake(
      judgeMax(child),
      /^main\.2 printed its total, 6\.50 s, .*: does it go on as its parent does\?$/,
    );
  });

  test('that is too small had its clock started late', () => {
    expectMistake(
      judgeMax(printing(1)),
      /^printed a total of 1\.00 s, expected max\(7, 6\) = 7\.00: was the clock started late/,
    );
  });

  test('is judged after it was rounded', () => {
    expectConforming(judgeMax(printing(6.99)));
    expect(judgeMax(printing(6.98)).ok).toBe(false);
  });

  test('may be larger by the overhead of the twin and its spread, and no more', () => {
    const twin = traceOf([total(0.5)], NODE);
    const judgeBeside = (seconds: number) =>
      judgeTiming(subjectOf(sideBySide([7, 6])), subjectOf(printing(seconds), twin), MAX, TOTAL);
    expectConforming(judgeBeside(7.5 + OVERHEAD_SPREAD));
    expectMistake(
      judgeBeside(7.52 + OVERHEAD_SPREAD),
      /^printed a total of .*, expected max\(7, 6\) = 7\.00 and 0\.50 s beside the sleeps: what else/,
    );
  });

  test('that is missing is told', () => {
    expectMistake(judgeMax(traceOf(sleeps, NODE)), /^printed no total$/);
  });
});

test('where the original breaks the law, the original is blamed', () => {
  expectMistake(
    judgeMax(sideBySide([7, 6], NODE), oneAfterTheOther([7, 6])),
    /^the original ran one after the other/,
  );
});

test('a timer that outlasts the last line is no work', () => {
  const port = sideBySide([7, 6], NODE);
  const watched = traceOf([...port.events, ...slept(0.5, 'main', 60)], NODE);
  expectConforming(judgeMax(watched));
});

test('where the total tells, the clock was either started late or stopped early', () => {
  const printing = (seconds: number) =>
    traceOf([slept(0, 'main', 7), slept(7, 'main', 6), total(seconds, 13.1)], NODE);
  expectMistake(judgeSum(printing(6)), /: was the clock started late\?$/);
  expectMistake(judgeSum(printing(7)), /: was the clock stopped early\?$/);
  expectMistake(judgeSum(printing(2)), /: was the clock started late, or stopped early\?$/);
});

test('a mistake of a program that did not finish is told with a hint to its ending', () => {
  const stuck = traceOf([slept(0, 'main.1', 7)], {
    ...NODE,
    ending: { kind: 'deadlock', code: null, signal: null, time: 7, leftovers: [] },
  });
  expectMistake(judgeMax(stuck), /\? It did not finish \(see ending\)$/);
});

test('a failure shows both programs from where they part, and what to look at', () => {
  const { sideBySide: rows, look } = judgeMax(oneAfterTheOther([7, 6], NODE));
  expect(rows).toEqual([
    {
      original: 'main.1 sleeps 7 s, 0.00 s to 7.00 s',
      port: 'main.1 sleeps 7 s, 0.00 s to 7.00 s',
      same: true,
    },
    {
      original: 'main.2 sleeps 6 s, 0.01 s to 6.01 s',
      port: 'main.2 sleeps 6 s, 7.00 s to 13.00 s',
      same: false,
    },
    {
      original: 'main prints its total, 7.00 s, at 7.10 s',
      port: 'main prints its total, 13.00 s, at 13.00 s',
      same: false,
    },
  ]);
  expect(look).toEqual({
    sentence: 'starts: what is awaited, or joined, between one and the next',
    find: { calls: ['start', 'join'] },
  });
});
