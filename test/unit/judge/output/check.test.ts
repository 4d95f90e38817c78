import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeOutput } from '../../../../harness/judge/output/check.ts';
import { ORDER_SPREAD } from '../../../../harness/tolerances.ts';
import type { LineEvent, Trace, TraceEvent } from '../../../../harness/trace/trace.ts';
import { expectConforming, expectMistake } from '../../../support/checks.ts';
import { line, slept, subjectOf, TOTAL, traceOf } from '../../../support/traces.ts';

const judge = (original: LineEvent[], port: LineEvent[]) =>
  judgeOutput(subjectOf(traceOf(original)), subjectOf(traceOf(port)), TOTAL);

const TASKS = ['main', 'main.1', 'main.2', 'main.3'];

/** What a program may print: each task some lines, at whole multiples of a tenth of a second. */
const lines = fc
  .array(
    fc.record({
      tenths: fc.nat(50),
      task: fc.constantFrom(...TASKS),
      text: fc.string({ maxLength: 6 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((rows) =>
    rows
      .sort((a, b) => a.tenths - b.tenths)
      .map(({ tenths, task, text }) => line(tenths / 10, task, text)),
  );

/** Lines of different tasks that came at once, in any order that keeps each task's own. */
const twoOrdersOfOneInstant = fc
  .array(fc.tuple(fc.constantFrom(...TASKS), fc.string({ maxLength: 3 })), { minLength: 2 })
  .chain((rows) =>
    fc.tuple(
      fc.constant(rows),
      fc.shuffledSubarray(TASKS, { minLength: TASKS.length, maxLength: TASKS.length }),
    ),
  )
  .map(([rows, order]) => {
    const asLines = (list: typeof rows) => list.map(([task, text]) => line(1, task, text));
    const byTask = order.flatMap((name) => rows.filter(([task]) => task === name));
    return [asLines(rows), asLines(byTask)] as const;
  });

describe('a program', () => {
  test('prints the same as itself', () => {
    fc.assert(fc.property(lines, (all) => expectConforming(judge(all, all))));
  });

  test('prints the same when tasks that print at once are served in another order', () => {
    fc.assert(
      fc.property(twoOrdersOfOneInstant, ([one, other]) => {
        expectConforming(judge(one, other));
      }),
    );
  });

  test('prints something else when any one line is another', () => {
    fc.assert(
      fc.property(lines, fc.nat(), fc.string({ maxLength: 6 }), (all, at, text) => {
        const index = at % all.length;
        const changed = all.map((one, i) => (i === index ? { ...one, text: `${text}?` } : one));
        fc.pre(changed[index]?.text !== all[index]?.text);
        const same = changed.map(({ text }) => text).sort();
        fc.pre(JSON.stringify(same) !== JSON.stringify(all.map(({ text }) => text).sort()));
        expect(judge(all, changed).ok).toBe(false);
        expect(judge(changed, all).ok).toBe(false);
      }),
    );
  });

  test('prints something else when any one line is missing, or comes twice', () => {
    fc.assert(
      fc.property(lines, fc.nat(), (all, at) => {
        const index = at % all.length;
        expect(judge(all, all.toSpliced(index, 1)).ok).toBe(false);
        expect(judge(all, all.toSpliced(index, 0, all[index] as LineEvent)).ok).toBe(false);
      }),
    );
  });

  test('prints something else when a task turns two of its lines round', () => {
    const words = fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(words, (texts) => {
        const inOrder = texts.map((text, index) => line(index / 100, 'main', text));
        const turned = texts.toReversed().map((text, index) => line(index / 100, 'main', text));
        expectMistake(judge(inOrder, turned), /^another order: .*the same task prints it after/);
      }),
    );
  });
});

describe('an order that differs', () => {
  const inOrder = (seconds: number) => [line(0, 'main.1', 'one'), line(seconds, 'main.2', 'two')];
  const turned = [line(0, 'main.2', 'two'), line(0.1, 'main.1', 'one')];

  test('is luck where the original printed both nearly at once', () => {
    expectConforming(judge(inOrder(ORDER_SPREAD), turned));
  });

  test('is no luck where the original printed them apart', () => {
    expectMistake(
      judge(inOrder(ORDER_SPREAD + 0.25), turned),
      /^another order: “two” before “one”; in the original it comes 1\.00 s after that$/,
    );
  });

  test('is shown by the two lines that are furthest apart', () => {
    const original = [
      line(0, 'main.1', 'start'),
      line(5, 'main.1', 'end'),
      line(6, 'main', 'total 6.00'),
    ];
    const port = [
      line(0.1, 'main', 'total 0.00'),
      line(0.2, 'main.1', 'start'),
      line(5.2, 'main.1', 'end'),
    ];
    expectMistake(judge(original, port), /“total 0\.00” before “end”/);
  });

  test('of equal lines of two tasks is none', () => {
    const original = [
      line(0, 'main.1', 'hello'),
      line(0, 'main.2', 'hello'),
      line(0.1, 'main.1', 'one'),
      line(0.1, 'main.2', 'two'),
    ];
    const port = [
      line(0, 'main.2', 'hello'),
      line(0.1, 'main.2', 'two'),
      line(0.1, 'main.1', 'hello'),
      line(0.2, 'main.1', 'one'),
    ];
    expectConforming(judge(original, port));
  });
});

describe('the total', () => {
  test('may be another number, for it is measured', () => {
    expectConforming(judge([line(1, 'main', 'total 7.01')], [line(1, 'main', 'total 7.19')]));
  });

  test('has as many decimals as the original’s', () => {
    expectMistake(
      judge([line(1, 'main', 'total 7.01')], [line(1, 'main', 'total 7.010')]),
      /^prints “total 7\.010” where the original prints “total 7\.01”: 3 decimals, the original has 2$/,
    );
  });
});

describe('a line that differs is named with what differs in it:', () => {
  test.each([
    ['done.', 'done', 'the full stop is missing'],
    ['done', 'done.', 'a full stop too many'],
    ['done!', 'done', 'other punctuation, “!” missing at the end'],
    ['one, two', 'one，two', 'other punctuation, “，” for “, ”'],
    ['one two', 'onetwo', 'other white space, “ ” missing'],
    ['took 5.00 s', 'took 5.0 s', '1 decimal, the original has 2'],
    ['done', ' done', 'other white space, “ ” too many'],
    ['took 5 s', 'took 6 s', 'another number'],
    ['done', 'ready', '“done”'],
  ])('“%s”, “%s”: %s', (expected, found, words) => {
    const check = judge([line(0, 'main', expected)], [line(0, 'main', found)]);
    expectMistake(check, new RegExp(`^prints “${found}” .*${words}$`));
    expect(check.evidence).toEqual([`- 0.00 s main: ${expected}`, `+ 0.00 s main: ${found}`]);
  });

  test('its stream', () => {
    const check = judge([line(0, 'main', 'done')], [line(0, 'main', 'done', 'stderr')]);
    expectMistake(check, /: on stderr, not on stdout$/);
  });

  test('its end', () => {
    const cut: LineEvent = { ...line(0, 'main', 'done'), flaw: 'no line end' };
    const whole = line(0, 'main', 'done');
    expectMistake(judge([whole], [cut]), /^“done” has no line end where the original has sound/);
    expectMistake(judge([cut], [whole]), /^“done” has sound .* the original has no line end/);
    expectConforming(judge([cut], [cut]));
  });
});

test('what a port prints beyond the original is counted', () => {
  expectMistake(
    judge([], [line(0, 'main', 'oh', 'stderr'), line(0, 'main', 'dear')]),
    /^2 lines that the original does not print, first “oh” \(on stderr\)$/,
  );
});

test('a line of 10 MB does not make a sentence of 10 MB', () => {
  const check = judge([line(0, 'main', 'x'.repeat(1e7))], [line(0, 'main', 'y'.repeat(1e7))]);
  expect(JSON.stringify(check).length).toBeLessThan(2000);
});

test('of lines that differ those are shown of which it is known how', () => {
  const original = [line(0, 'main', 'one'), line(0, 'main', 'two.')];
  const port = [line(0, 'main', 'other'), line(0, 'main', 'two')];
  expectMistake(judge(original, port), /^prints “two” .*: the full stop is missing$/);
});

test('a carriage return is told by its name', () => {
  expectMistake(
    judge([line(0, 'main', 'done')], [line(0, 'main', 'done\r')]),
    /ends its line with a carriage return \(\\r\\n for \\n\)$/,
  );
});

test('a line that is ended twice, or not at all, is told', () => {
  const original = [line(0, 'main', 'one'), line(0, 'main', 'two')];
  expectMistake(
    judge(original, [line(0, 'main', 'onetwo')]),
    /: two lines in one, is the end of the first missing\?$/,
  );
  expectMistake(
    judge(original, [...original, line(0, 'main', '')]),
    /^1 empty line that the original does not print: is a line ended twice\?$/,
  );
});

test('an error on stderr comes first', () => {
  const port = [line(0, 'main', 'x.ts:3', 'stderr'), line(0, 'main', 'TypeError: no', 'stderr')];
  expectMistake(
    judge([line(0, 'main', 'one')], port),
    /^main fails with an uncaught error, “TypeError: no” \(on stderr\); 1 line of the original missing, first “one”$/,
  );
});

describe('a line on the other side of a sleep', () => {
  const told = (from: number, to: number, text = 'took 7 s') => [
    line(from, 'main', 'start'),
    ...slept(1, 'main', 7),
    line(to, 'main', text),
  ];
  const judgeAll = (original: TraceEvent[], port: TraceEvent[]) =>
    judgeOutput(subjectOf(traceOf(original)), subjectOf(traceOf(port)), TOTAL);

  test('is held back, whatever was drawn meanwhile', () => {
    expectMistake(
      judgeAll(told(0, 9), told(8.5, 9, 'took 6 s')),
      /^holds its output back: “start” comes at 8\.50 s, in the original at 0\.00 s, before the sleep/,
    );
  });

  test('is too early', () => {
    expectMistake(
      judgeAll(told(0, 9), told(0, 0.5)),
      /^prints too early: “took 7 s” comes at 0\.50/,
    );
  });

  test('is no mistake of a task that sleeps otherwise', () => {
    expectConforming(
      judgeAll(told(0, 9), [line(8.5, 'main', 'start'), line(9, 'main', 'took 7 s')]),
    );
  });
});

describe('another number is told by what it lacks:', () => {
  const printing = (number: number) => [
    ...slept(0, 'main.1', 7),
    ...slept(0, 'main.2', 6),
    line(8, 'main', `sum ${number}`),
  ];
  const judgeNumber = (wanted: number, got: number, luck?: RegExp) =>
    judgeOutput(
      subjectOf(traceOf(printing(wanted), { clock: 'virtual' })),
      subjectOf(traceOf(printing(got), { clock: 'virtual' })),
      TOTAL,
      luck,
    );
  const LUCK = /^sum (\d+)$/;

  test.each([
    [7, 0, undefined, 'the result is not there yet: is it read before the join'],
    [13, 6, undefined, 'it lacks the 7 of main\\.1: is one left out\\?$'],
    [13, 12, undefined, 'where the original prints “sum 13”: another number$'],
    [13, 6, LUCK, 'an update is lost: is the value read before the lock is held'],
    [6, 13, LUCK, 'no update is lost, as in the original'],
    [6, 0, LUCK, 'nothing has arrived: has each task a copy of its own\\?'],
  ])('%d, %d, %s', (wanted, got, luck, words) => {
    expectMistake(judgeNumber(wanted, got, luck), new RegExp(words));
  });
});

test.each([
  ['⟨main⟩', '⟨main.1⟩', 'main.1', 'its own process id for that of its parent'],
  ['⟨main.1⟩', '⟨main⟩', 'main.1', 'the process id of main: it runs in no process of its own'],
  ['⟨main.2⟩', '⟨main.3⟩', 'main', 'the process id of main.3 for that of main.2'],
])('a process id %s, %s in %s', (wanted, got, task, words) => {
  expectMistake(
    judge([line(0, task, `I am [${wanted}]`)], [line(0, task, `I am [${got}]`)]),
    new RegExp(`: ${words}`),
  );
});

describe('lines that are missing, or too many, are told by who prints them:', () => {
  const all = [line(0, 'main.1', 'one'), line(1, 'main.1', 'two'), line(2, 'main', 'end')];

  test('a task that says nothing', () => {
    expectMistake(judge(all, all.slice(2)), /: main\.1 says nothing\. .* share no variables$/);
  });

  test('a task that stops too early', () => {
    expectMistake(judge(all, all.toSpliced(1, 1)), /“two”: main\.1 stops too early$/);
  });

  test('a child that goes on as its parent does', () => {
    expectMistake(
      judge(all, [...all, line(2, 'main.1', 'end')]),
      /^1 line that .* first “end”: main\.1 goes on as its parent does\./,
    );
  });

  test('two tasks that do each other’s work', () => {
    const original = [
      line(0, 'main.1', 'one'),
      line(1, 'main.1', 'two'),
      line(2, 'main.2', 'three'),
    ];
    const port = [line(0, 'main.1', 'three'), line(1, 'main.2', 'one'), line(2, 'main.2', 'two')];
    expectMistake(
      judge(original, port),
      /^another order of tasks: main\.\d does what main\.\d does in the original/,
    );
  });
});

test('control characters of a program do not reach the terminal', () => {
  const check = judge([line(0, 'main', 'done')], [line(0, 'main', 'done\u001b[2J')]);
  expect(check.sentence).toMatch(/^prints “done␛\[2J”/);
  expect(check.sideBySide).toEqual([
    { original: '0.00 s main: done', port: '0.00 s main: done␛[2J', same: false },
  ]);
});

test('an error without its stack stands beside the original', () => {
  const port = ['port.ts:1', 'RangeError: no', '    at main'].map((text) =>
    line(0, 'main', text, 'stderr'),
  );
  expect(judge([], port).sideBySide).toEqual([
    { port: '0.00 s main: RangeError: no (stderr)', same: false },
  ]);
});

describe('under the virtual clock, which is exact, a line', () => {
  const printing = (seconds: number, changes: Partial<Trace> = { clock: 'virtual' }) =>
    traceOf([...slept(0, 'main.1', 7), line(seconds, 'main', 'done')], changes);
  const judgeAt = (seconds: number, changes?: Partial<Trace>) =>
    judgeOutput(subjectOf(printing(7, changes)), subjectOf(printing(seconds, changes)), TOTAL);

  test('comes when it does in the original', () => {
    expectConforming(judgeAt(7));
    expectMistake(
      judgeAt(6),
      /^prints too early: “done” comes at 6\.00 s, in the original at 7\.00 s\. Is a join/,
    );
    expectMistake(
      judgeAt(8),
      /^prints too late: “done” comes at 8\.00 s, .* What does it wait for/,
    );
  });

  test('follows the sleeps, which are judged for themselves', () => {
    const other = traceOf([...slept(0, 'main.1', 6), line(6, 'main', 'done')], {
      clock: 'virtual',
    });
    expectConforming(judgeOutput(subjectOf(printing(7)), subjectOf(other), TOTAL));
  });

  test('may come at another time in real time', () => {
    expectConforming(judgeAt(8, {}));
  });
});
