import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { predict as predictOf, type SimpleLaw } from '../../harness/judge/law.ts';
import { judgeTiming } from '../../harness/judge/timing.ts';
import { CLOCK_DISAGREEMENT, OVERHEAD_SPREAD } from '../../harness/judge/tolerance.ts';
import type { DrawEvent, Trace } from '../../harness/observe/trace.ts';
import { expectConforming, expectMistake } from '../support/checks.ts';
import { line, pieces, slept, subjectOf, TOTAL, traceOf } from '../support/traces.ts';

const SUM = { kind: 'sum' } as const;
const MAX = { kind: 'max' } as const;
const predict = (law: SimpleLaw, seconds: readonly number[]) => predictOf(law, pieces(seconds));

const NODE: Partial<Trace> = { language: 'node' };
const total = (seconds: number, time = seconds) =>
  line(time, 'main', `total ${seconds.toFixed(2)}`);

/** Every task sleeps from the start on. */
const sideBySide = (seconds: number[], changes: Partial<Trace> = {}) =>
  traceOf(
    [
      ...seconds.map((each, index) => slept(index / 100, `main.${index + 1}`, each)),
      total(predict(MAX, seconds), predict(MAX, seconds) + 0.1),
    ],
    changes,
  );

const oneAfterTheOther = (seconds: number[], changes: Partial<Trace> = {}) =>
  traceOf(
    [
      ...seconds.map((each, index) =>
        slept(predict(SUM, seconds.slice(0, index)), `main.${index + 1}`, each),
      ),
      total(predict(SUM, seconds)),
    ],
    changes,
  );

const judgeMax = (port: Trace, original = sideBySide([7, 6])) =>
  judgeTiming(subjectOf(original), subjectOf(port), MAX, TOTAL);

const judgeSum = (port: Trace, original = oneAfterTheOther([7, 6])) =>
  judgeTiming(subjectOf(original), subjectOf(port), SUM, TOTAL);

const durations = fc.array(fc.integer({ min: 5, max: 10 }), { minLength: 2, maxLength: 5 });

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

test('what a program did that came to no end is told with a hint to its ending', () => {
  const stuck = traceOf([slept(0, 'main.1', 7)], {
    ...NODE,
    ending: { kind: 'deadlock', code: null, signal: null, time: 7, leftovers: [] },
  });
  expectMistake(judgeMax(stuck), /\? It came to no end of its own \(see ending\)$/);
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
