import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OVERHEAD_SPREAD } from '../../../../harness/tolerances.ts';
import type { Trace } from '../../../../harness/trace/trace.ts';
import { expectConforming, expectMistaken } from '../../../support/checks.ts';
import {
  durations,
  judgeBy,
  judgeMax,
  judgeSum,
  MAX,
  NODE,
  oneAfterTheOther,
  sideBySide,
  total,
} from '../../../support/timing.ts';
import { line, slept, subjectOf, traceOf } from '../../../support/traces.ts';

const SEVEN = { formula: { kind: 'max', pieces: [7, 6] }, total: 7 } as const;
const THIRTEEN = { formula: { kind: 'sum', pieces: [7, 6] }, total: 13 } as const;

describe('the law', () => {
  test('of the longest holds for tasks side by side, whatever the durations', () => {
    fc.assert(
      fc.property(durations, (seconds) => {
        expectConforming(judgeMax(sideBySide(seconds, NODE), sideBySide(seconds)));
      }),
    );
  });

  test('of the sum holds for tasks one after the other, whatever the durations', () => {
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
    expect(String(judgeMax(sideBySide([7, 6], NODE)).sentence)).toBe('total 7.00 s = max(7, 6)');
    expect(String(judgeSum(oneAfterTheOther([7, 6], NODE)).sentence)).toBe('total 13.00 s = 7 + 6');
  });
});

describe('tasks that should run side by side', () => {
  const starting = (time: number): Trace => {
    const { events, ...trace } = oneAfterTheOther([7, 6], NODE);
    return { ...trace, events: [{ time, task: 'main.2', type: 'start' }, ...events] };
  };

  test('but run one after the other are reported with their sum', () => {
    expectMistaken(judgeMax(oneAfterTheOther([7, 6], NODE)), 'ran-in-sequence', {
      ran: THIRTEEN,
      expected: SEVEN,
      next: 'main.2',
      isOneTask: false,
    });
  });

  test('have a total that only follows from that', () => {
    const { findings = [] } = judgeMax(oneAfterTheOther([7, 6], NODE));
    expect(findings.map(({ mistake }) => mistake)).toMatchObject([
      { id: 'ran-in-sequence' },
      { id: 'wrong-total', evidence: { found: 13, wanted: 7 } },
    ]);
  });

  test('of which only two do keep no law', () => {
    const events = [
      slept(0, 'main.1', 7),
      slept(0.01, 'main.2', 6),
      slept(7.1, 'main.3', 5),
      total(12.1),
    ];
    const check = judgeMax(traceOf(events, NODE), sideBySide([7, 6, 5]));
    expectMistaken(check, 'ran-in-sequence', { next: 'main.3' });
    expect(check.findings?.[0]?.mistake.evidence).not.toHaveProperty('ran');
  });

  test('but wait for one another once they are started share a lock', () => {
    expectMistaken(judgeMax(starting(7)), 'ran-in-sequence', { next: 'main.2' });
    expectMistaken(judgeMax(starting(0.5)), 'lock-too-wide', {
      waiting: 'main.2',
      holder: 'main.1',
    });
  });

  test('but are one task are reported so', () => {
    const one = traceOf([slept(0, 'main', 7), slept(7, 'main', 6), total(13)], NODE);
    expectMistaken(judgeMax(one), 'ran-in-sequence', { next: 'main', isOneTask: true });
  });
});

describe('tasks that should run one after the other', () => {
  test('but are one task lack an await', () => {
    const one = traceOf([slept(0, 'main', 7), slept(0.5, 'main', 6), total(7)], NODE);
    expectMistaken(judgeSum(one), 'ran-in-parallel', { ran: SEVEN, expected: THIRTEEN });
  });

  test('but run side by side lack a lock', () => {
    const check = judgeSum(sideBySide([7, 6], NODE));
    expectMistaken(check, 'missing-lock', { ran: SEVEN, expected: THIRTEEN });
  });
});

describe('the printed total', () => {
  const sleeps = [slept(0, 'main.1', 7), slept(0.01, 'main.2', 6)];
  const printing = (seconds: number, time = 7.1) =>
    traceOf([...sleeps, total(seconds, time)], NODE);

  test('lacks a join when the tasks have not ended', () => {
    expectMistaken(judgeMax(printing(0.01, 0.02)), 'missing-join', {
      unjoined: ['main.1', 'main.2'],
      total: 0.01,
      expected: SEVEN,
    });
  });

  test('lacks the joins of those that have not ended', () => {
    expectMistaken(judgeMax(printing(6, 6.5)), 'missing-join', { unjoined: ['main.1'], total: 6 });
  });

  test('that a child prints comes from a child that goes on as its parent', () => {
    const child = traceOf([...sleeps, line(6.5, 'main.2', 'total 6.50')], NODE);
    expectMistaken(judgeMax(child), 'child-runs-on', { task: 'main.2', first: 'total 6.50' });
  });

  test('that is too small comes from a clock read at the wrong place', () => {
    expectMistaken(judgeMax(printing(1)), 'clock-misplaced', { total: 1, expected: SEVEN });
  });

  test('tells which reading is misplaced, where it can', () => {
    const reading = (seconds: number) =>
      judgeSum(traceOf([slept(0, 'main', 7), slept(7, 'main', 6), total(seconds, 13.1)], NODE));
    expectMistaken(reading(6), 'clock-misplaced', { reading: 'first' });
    expectMistaken(reading(7), 'clock-misplaced', { reading: 'last' });
    expectMistaken(reading(2), 'clock-misplaced', { reading: 'either' });
  });

  test('is judged after it was rounded', () => {
    expectConforming(judgeMax(printing(6.99)));
    expect(judgeMax(printing(6.98)).ok).toBe(false);
  });

  test('may be larger by the overhead of the twin and its spread, and no more', () => {
    const twin = traceOf([total(0.5)], NODE);
    const judgeBeside = (seconds: number) =>
      judgeBy(MAX, sideBySide([7, 6]), subjectOf(printing(seconds), twin));
    expectConforming(judgeBeside(7.5 + OVERHEAD_SPREAD));
    expectMistaken(judgeBeside(7.52 + OVERHEAD_SPREAD), 'wrong-total', { wanted: 7, beside: 0.5 });
  });

  test('may be missing', () => {
    const check = judgeMax(traceOf(sleeps, NODE));
    expectMistaken(check, 'wrong-total', { wanted: 7 });
    expect(check.findings?.[0]?.mistake.evidence).not.toHaveProperty('found');
  });

  test('comes once for each phase', () => {
    const twice = traceOf([...sleeps, total(7, 7.1), total(7, 7.2)], NODE);
    expectMistaken(judgeMax(twice), 'too-many-totals', { found: 2, wanted: 1 });
  });
});

test('an original that does not keep its law is reported, whatever the port does', () => {
  expectMistaken(
    judgeMax(sideBySide([7, 6], NODE), oneAfterTheOther([7, 6])),
    'original-breaks-law',
    { ran: THIRTEEN, expected: SEVEN },
  );
});

test('a timer that outlasts the last line is no work', () => {
  const port = sideBySide([7, 6], NODE);
  const watched = traceOf([...port.events, ...slept(0.5, 'main', 60)], NODE);
  expectConforming(judgeMax(watched));
});
