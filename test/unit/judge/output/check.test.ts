import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeOutput } from '../../../../harness/judge/output/check.ts';
import type { Subject } from '../../../../harness/judge/subject.ts';
import { ORDER_SPREAD } from '../../../../harness/tolerances.ts';
import type { LineEvent, Trace, TraceEvent } from '../../../../harness/trace/trace.ts';
import { expectConforming, expectMistaken, looksOf } from '../../../support/checks.ts';
import { family, line, slept, subjectOf, TOTAL, traceOf } from '../../../support/traces.ts';

const judgeSubjects = (original: Subject, port: Subject, luck?: RegExp) =>
  judgeOutput({
    original,
    port,
    pair: { stem: 'made-up', law: { kind: 'max' }, total: TOTAL, ...(luck && { luck }) },
  });

const judgeTraces = (original: Trace, port: Trace, luck?: RegExp) =>
  judgeSubjects(subjectOf(original), subjectOf(port), luck);

const judge = (original: TraceEvent[], port: TraceEvent[]) =>
  judgeTraces(traceOf(original), traceOf(port));

/** What else a check found, by id. */
const consequences = ({ findings = [] }: ReturnType<typeof judge>) =>
  findings.slice(1).map(({ mistake }) => mistake.id);

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
        expectMistaken(judge(inOrder, turned), 'lines-out-of-order', { sameTask: true });
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
    expectMistaken(judge(inOrder(ORDER_SPREAD + 0.25), turned), 'lines-out-of-order', {
      first: 'two',
      second: 'one',
      apart: 1,
      sameTask: false,
      lines: 1,
    });
  });

  test('of a task’s own lines is luck on a busy machine where two workers print them', () => {
    const traces = [
      [line(0, 'main.1', 'one'), line(1, 'main.1', 'two')],
      [line(0, 'main.2', 'two'), line(0.1, 'main.1', 'one')],
    ].map((lines) => subjectOf(traceOf(lines)));
    const [original, port] = traces as [Subject, Subject];
    expectMistaken(judgeSubjects(original, port), 'lines-out-of-order', { sameTask: true });
    expectConforming(judgeSubjects({ ...original, late: 2 }, { ...port, late: 2 }));
    const own = subjectOf(traceOf([line(0, 'main.1', 'two'), line(0.1, 'main.1', 'one')]));
    const late = judgeSubjects({ ...original, late: 2 }, { ...own, late: 2 });
    expectMistaken(late, 'lines-out-of-order', { sameTask: true });
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
    expectMistaken(judge(original, port), 'lines-out-of-order', {
      first: 'total 0.00',
      second: 'end',
      lines: 1,
    });
  });

  test.each([
    [3.5, 9, 'b', 1],
    [8, 8.1, 'a', 5],
  ])('is as far apart as in that program where it is least: %s, %s', (a, b, second, apart) => {
    const original = [line(0, 'main.1', 'a'), line(4, 'main.2', 'b'), line(5, 'main', 'c')];
    const port = [line(3, 'main', 'c'), line(a, 'main.1', 'a'), line(b, 'main.2', 'b')];
    expectMistaken(judge(original, port), 'lines-out-of-order', { first: 'c', second, apart });
  });

  test('of two statements is told before the numbers that are drawn after them', () => {
    const told = (first: string, second: string, seconds: number, from = 0) => [
      line(from, 'main', first),
      line(from, 'main', second),
      line(9, 'main', `took ${seconds} s`),
    ];
    const check = judge(told('hello', 'begin', 7), told('begin', 'hello', 6));
    const evidence = { first: 'begin', second: 'hello', apart: 0, sameTask: true, lines: 1 };
    expectMistaken(check, 'lines-out-of-order', evidence);
    expect(consequences(check)).toEqual(['wrong-number']);
    const apart = [line(0, 'main', 'hello'), line(5, 'main', 'begin'), line(9, 'main', 'took 7 s')];
    expectMistaken(judge(apart, told('begin', 'hello', 6)), 'wrong-number');
    const later = [line(0, 'main', 'begin'), line(5, 'main', 'hello'), line(9, 'main', 'took 6 s')];
    expectMistaken(judge(told('hello', 'begin', 7), later), 'wrong-number');
    const others = [line(0, 'main.1', 'begin'), ...told('hello', 'end', 6).toSpliced(1, 1)];
    expectMistaken(judge(told('hello', 'begin', 7), others), 'wrong-number');
  });

  test('is looked for where a result is waited for, or sent before a sleep', () => {
    const printing = { find: 'printing', lines: ['two'] };
    const results = { find: 'result-order', line: 'two' };
    const apart = inOrder(ORDER_SPREAD + 0.25);
    expect(looksOf(judge(apart, turned))).toEqual([results, printing]);
    const waits = [...slept(0, 'main.3', 1), ...apart];
    const sleeping = judge(waits, [...slept(0, 'main.3', 1), ...turned]);
    expect(looksOf(sleeping)).toEqual([{ find: 'sent-too-early' }, results, printing]);
    const own = (texts: string[]) => texts.map((text, at) => line(at, 'main', text));
    expect(looksOf(judge(own(['one', 'two']), own(['two', 'one'])))).toEqual([
      results,
      { find: 'calls', kinds: ['join'], task: 'main' },
      printing,
    ]);
    const atOnce = own(['two', 'one']).map((each) => ({ ...each, time: 0 }));
    expect(looksOf(judge(own(['one', 'two']), atOnce))).toEqual([results, printing]);
  });

  test('counts the lines that would have to move', () => {
    const original = ['a', 'b', 'c', 'd', 'e'].map((text, at) => line(at, 'main', text));
    const inPort = (texts: string) => [...texts].map((text, at) => line(at, 'main', text));
    expectMistaken(judge(original, inPort('debac')), 'lines-out-of-order', { lines: 3 });
    expectMistaken(judge(original, inPort('deabc')), 'lines-out-of-order', { lines: 2 });
    expectMistaken(judge(original, inPort('bcdea')), 'lines-out-of-order', { lines: 1 });
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
    expectMistaken(
      judge([line(1, 'main', 'total 7.01')], [line(1, 'main', 'total 7.010')]),
      'wrong-decimals',
      { found: 'total 7.010', wanted: 'total 7.01', decimals: 3, expected: 2 },
    );
  });
});

describe('a line that differs shows what differs in it:', () => {
  const piece = (found: string, wanted: string) => ({ piece: { found, wanted } });

  test.each([
    ['done.', 'done', 'wrong-text', { differs: 'full stop', ...piece('', '.') }],
    ['done', 'done.', 'wrong-text', { differs: 'full stop', ...piece('.', '') }],
    ['完成。', '完成', 'wrong-text', { differs: 'full stop', ...piece('', '。') }],
    ['done!', 'done', 'wrong-text', { differs: 'punctuation', ...piece('', '!') }],
    ['one, two', 'one，two', 'wrong-text', { differs: 'punctuation', ...piece('，', ', ') }],
    ['one two', 'onetwo', 'wrong-text', { differs: 'white space', ...piece('', ' ') }],
    ['done', 'done....', 'wrong-text', { differs: 'punctuation', ...piece('....', '') }],
    ['a b', 'a  b', 'wrong-text', { differs: 'white space', ...piece(' ', '') }],
    ['took 5.00 s', 'took 5.0 s', 'wrong-decimals', { decimals: 1, expected: 2 }],
    ['took 5.00 s', 'took 500 s', 'wrong-decimals', { decimals: 0, expected: 2 }],
    ['done', ' done', 'wrong-text', { differs: 'white space', ...piece(' ', '') }],
    ['50 %\rdone', '50 %done', 'wrong-text', { differs: 'carriage return', ...piece('', '␍') }],
    ['took 5 s', 'took 6 s', 'wrong-number', {}],
    ['done', 'ready', 'wrong-text', { differs: 'words' }],
  ] as const)('“%s”, “%s”: %s', (wanted, found, id, evidence) => {
    const check = judge([line(0, 'main', wanted)], [line(0, 'main', found)]);
    expectMistaken(check, id, evidence);
    expect(looksOf(check)).toEqual([{ find: 'printing', lines: [found, wanted] }]);
  });

  test('both lines are told', () => {
    const check = judge([line(0, 'main', 'done')], [line(0, 'main', 'ready')]);
    expectMistaken(check, 'wrong-text', { found: 'ready', wanted: 'done' });
  });

  test('two places say nothing about what to change', () => {
    for (const found of ['[one, two]', '(one, two).....']) {
      const check = judge([line(0, 'main', '(one, two)')], [line(0, 'main', found)]);
      expectMistaken(check, 'wrong-text', { differs: 'punctuation' });
      expect(check.findings?.[0]?.mistake.evidence).not.toHaveProperty('piece');
    }
  });

  test('its stream', () => {
    const check = judge([line(0, 'main', 'done')], [line(0, 'main', 'done', 'stderr')]);
    expectMistaken(check, 'wrong-stream', { text: 'done', found: 'stderr', wanted: 'stdout' });
    expect(consequences(check)).toEqual([]);
    const other = judge([line(0, 'main', 'took 5')], [line(0, 'main', 'took 6', 'stderr')]);
    expectMistaken(other, 'missing-lines', { first: 'took 5' });
  });

  test.each([
    [undefined, 'no line end', 'missing'],
    ['no line end', undefined, 'extra'],
    [undefined, 'invalid UTF-8', 'invalid UTF-8'],
    ['invalid UTF-8', undefined, 'valid UTF-8'],
  ] as const)('its end or its encoding: %s, %s', (wanted, found, how) => {
    const done = (flaw: LineEvent['flaw']) => [
      { ...line(0, 'main', 'done'), ...(flaw && { flaw }) },
    ];
    const check = judge(done(wanted), done(found));
    expectMistaken(check, 'wrong-line-end', { text: 'done', how, lines: 1 });
    expectConforming(judge(done(found), done(found)));
  });
});

test('what a port prints beyond the original is counted', () => {
  expectMistaken(
    judge([], [line(0, 'main', 'oh', 'stderr'), line(0, 'main', 'dear')]),
    'extra-lines',
    { lines: 2, first: 'oh', stream: 'stderr' },
  );
});

test('a line of 10 MB does not make a sentence of 10 MB', () => {
  const check = judge([line(0, 'main', 'x'.repeat(1e7))], [line(0, 'main', 'y'.repeat(1e7))]);
  const told = [check.findings, String(check.sentence)];
  expect(JSON.stringify(told).length).toBeLessThan(2000);
});

test('of lines that differ those are shown of which it is known how', () => {
  const original = [line(0, 'main', 'one'), line(0, 'main', 'two.')];
  const port = [line(0, 'main', 'other'), line(0, 'main', 'two')];
  expectMistaken(judge(original, port), 'wrong-text', { found: 'two', differs: 'full stop' });
});

test('a line with other words is no line with another number', () => {
  const original = [line(0, 'main', 'Ann waits'), line(0, 'main', 'took 5 s')];
  const port = [line(0, 'main', 'took 6 s'), line(0, 'main', 'Thread-1 waits')];
  const check = judge(original, port);
  const evidence = { found: 'Thread-1 waits', wanted: 'Ann waits' };
  expectMistaken(check, 'wrong-text', evidence);
  expectMistaken(judge(original.toReversed(), port.toReversed()), 'wrong-text', evidence);
  expect(consequences(check)).toEqual(['wrong-number']);
});

test('lines of two tasks are not one line with other words', () => {
  const check = judge([line(0, 'main', 'end')], [line(0, 'main.1', 'still here')]);
  expectMistaken(check, 'missing-lines', { first: 'end', task: 'main' });
});

test('lines that end with a carriage return are counted', () => {
  expectMistaken(judge([line(0, 'main', 'done')], [line(0, 'main', 'done\r')]), 'wrong-line-end', {
    text: 'done␍',
    how: 'CRLF',
    lines: 1,
  });
});

test('a line that is ended twice, or not at all, is told', () => {
  const original = [line(0, 'main', 'one'), line(0, 'main', 'two')];
  const joined = judge(original, [line(0, 'main', 'onetwo')]);
  expectMistaken(joined, 'wrong-line-end', { text: 'onetwo', how: 'two lines in one', lines: 1 });
  expect(looksOf(joined)).toEqual([
    { find: 'line-end' },
    { find: 'printing', lines: ['onetwo', 'one'] },
  ]);
  expectMistaken(judge(original, [line(0, 'main', 'oneone')]), 'wrong-text', { differs: 'words' });
  const other = line(0, 'main.1', 'between');
  const doubled = judge([...original, other], [...original, other, line(0, 'main', '')]);
  expectMistaken(doubled, 'wrong-line-end', { how: 'empty lines', lines: 1 });
  expect(looksOf(doubled)?.at(-1)).toEqual({ find: 'printing', lines: ['two'] });
});

describe('the text of an error', () => {
  const error = [line(0, 'main', 'x.ts:3', 'stderr'), line(0, 'main', 'TypeError: no', 'stderr')];
  const exited = (code: number) => ({ ending: { ...traceOf([]).ending, code } });

  test('is no line of its own where the ending shows it', () => {
    const one = traceOf([line(0, 'main', 'one')]);
    const check = judgeTraces(one, traceOf(error, exited(1)));
    expectMistaken(check, 'missing-lines', { lines: 1, first: 'one', task: 'main' });
    expectConforming(judgeTraces(one, traceOf([line(0, 'main', 'one'), ...error], exited(1))));
  });

  test('is no line of its own where a child ends by it', () => {
    const child = (code: number | null, ...lines: LineEvent[]) =>
      traceOf([...lines, { time: 1, task: 'main.1', type: 'end', code, signal: null }]);
    const own = error.map((each) => ({ ...each, task: 'main.1' }));
    expectConforming(judgeTraces(child(0), child(1, ...own)));
    expectMistaken(judgeTraces(child(0), child(0, ...own)), 'extra-lines', { lines: 2 });
    expectMistaken(judgeTraces(child(0), child(1, ...error)), 'extra-lines', { lines: 2 });
    expectMistaken(judgeTraces(child(null), child(1, ...own)), 'extra-lines', { lines: 2 });
    expectMistaken(judgeTraces(child(0), child(null, ...own)), 'extra-lines', { lines: 2 });
    const warning = line(0, 'main.1', 'careful', 'stderr');
    expectMistaken(judgeTraces(child(0), child(1, warning)), 'extra-lines', { first: 'careful' });
  });

  test('counts where the program ends as the original does', () => {
    expectMistaken(judge([], error), 'extra-lines', { lines: 2, stream: 'stderr' });
    const check = judge([line(0, 'main', 'one')], error);
    expectMistaken(check, 'missing-lines', { lines: 1, first: 'one' });
  });

  test('leaves what the task prints on stdout', () => {
    const check = judgeTraces(traceOf([]), traceOf([line(0, 'main', 'oh'), ...error], exited(1)));
    expectMistaken(check, 'extra-lines', { lines: 1, first: 'oh' });
  });
});

describe('a line on the other side of a sleep', () => {
  const told = (from: number, to: number, text = 'took 7 s') => [
    line(from, 'main', 'start'),
    ...slept(1, 'main', 7),
    line(to, 'main', text),
  ];

  test('is held back, whatever was drawn meanwhile', () => {
    const check = judge(told(0, 9), told(8.5, 9, 'took 6 s'));
    expectMistaken(check, 'output-held-back', { text: 'start', original: 0, port: 8.5 });
    expect(consequences(check)).toEqual(['wrong-number']);
    expect(check.basis).toBe('time');
  });

  test('comes while the sleep goes on, which nothing awaits', () => {
    const check = judge(told(0, 9), told(0, 1.5));
    expectMistaken(check, 'sleep-not-awaited', { text: 'took 7 s', original: 9, port: 1.5 });
    expect(looksOf(check)?.[0]).toEqual({ find: 'sleep-not-awaited' });
  });

  test('comes before the sleep has begun', () => {
    const check = judge(told(0, 9), told(0, 0.5));
    expectMistaken(check, 'printed-too-early', { text: 'took 7 s', original: 9, port: 0.5 });
    expect(looksOf(check)).toEqual([{ find: 'printing', lines: ['took 7 s'] }]);
  });

  test('comes at the very end of the sleep in the original', () => {
    expectMistaken(judge(told(0, 8), told(0, 1.5)), 'sleep-not-awaited', { original: 8 });
  });

  describe('of two that follow each other at once', () => {
    const steps = (start: number, end: number) => [
      line(start, 'main', 'start'),
      ...slept(1, 'main', 2),
      ...slept(3, 'main', 6),
      line(end, 'main', 'end'),
    ];

    test('is held back', () => {
      expectMistaken(judge(steps(0, 9), steps(9, 9)), 'output-held-back', { text: 'start' });
    });

    test('comes while the second goes on', () => {
      expectMistaken(judge(steps(0, 9), steps(0, 4)), 'sleep-not-awaited', { text: 'end' });
    });
  });

  test('is no mistake of the task that sleeps if a third prints it', () => {
    const own = told(0, 9).map((event) => ({ ...event, task: 'main.1' }));
    const late = { ...line(8.5, 'main.2', 'start') };
    expectConforming(judge(own, [late, ...own.slice(1)]));
  });

  test('is no mistake of a task that sleeps otherwise', () => {
    expectConforming(judge(told(0, 9), [line(8.5, 'main', 'start'), line(9, 'main', 'took 7 s')]));
  });

  test('is no mistake where other lines of the task are missing', () => {
    const check = judge(told(0, 9), told(8.5, 9, 'other'));
    expectMistaken(check, 'wrong-text', { found: 'other', wanted: 'took 7 s' });
  });
});

describe('of sleeps that go on at once', () => {
  const download = (from: number, name: string, seconds: number, to = from + seconds) => [
    line(from, 'main', `begin ${name}`),
    ...slept(from, 'main', seconds).map((event) => ({
      ...event,
      ...('id' in event && { id: seconds }),
    })),
    line(to, 'main', `end ${name}`),
  ];
  const original = [...download(0, 'a', 7), ...download(7, 'b', 6)];

  test('none is awaited where the line after it comes before its end', () => {
    const port = [...download(0, 'a', 7, 0), ...download(0, 'b', 6, 0)];
    expectMistaken(judge(original, port), 'sleep-not-awaited', {
      text: 'end a',
      original: 7,
      port: 0,
    });
  });

  test('each is awaited where the line after it comes at its end', () => {
    const port = [...download(0, 'a', 7), ...download(0, 'b', 6)];
    expectMistaken(judge(original, port), 'lines-out-of-order', { sameTask: true });
    const exact = [original, port].map((events) => traceOf(events, { clock: 'virtual' }));
    expectMistaken(judgeTraces(...(exact as [Trace, Trace])), 'lines-out-of-order');
  });

  test('they may begin in another order at one instant', () => {
    const [long, short] = [3, 1].map((seconds) => download(0, `${seconds} s`, seconds).slice(1));
    expectConforming(
      judge([...(long ?? []), ...(short ?? [])], [...(short ?? []), ...(long ?? [])]),
    );
  });
});

describe('the same text in other pieces', () => {
  const whole = [line(2, 'main', 'one two')];
  const parts: TraceEvent[] = [
    { time: 0, task: 'main', type: 'text', stream: 'stdout', text: 'one ' },
    line(2, 'main', 'two'),
  ];

  test('is held back until all of it is there', () => {
    expectMistaken(judge(parts, whole), 'output-held-back', {
      text: 'one two',
      original: 0,
      port: 2,
      pieces: 2,
    });
  });

  test('comes before all of it is there', () => {
    const check = judge(whole, parts);
    expectMistaken(check, 'line-in-pieces', { text: 'one two', original: 2, port: 0, pieces: 2 });
    expect(check.basis).toBeUndefined();
  });

  test('is other text where a piece is missing, or is on the other stream', () => {
    expectMistaken(judge(parts, [line(2, 'main', 'other')]), 'wrong-text', { differs: 'words' });
    const elsewhere = parts.map((part) => ({ ...part, stream: 'stderr' }) as TraceEvent);
    expectMistaken(judge(whole, elsewhere), 'missing-lines');
    const shifted: TraceEvent[] = [
      { time: 0, task: 'main', type: 'text', stream: 'stdout', text: 'on' },
      line(2, 'main', 'e two'),
    ];
    expectMistaken(judge(parts, shifted), 'wrong-text', { differs: 'words' });
  });
});

describe('another number shows what it lacks:', () => {
  const printing = (number: number) => [
    ...slept(0, 'main.1', 7),
    ...slept(0, 'main.2', 6),
    line(8, 'main', `sum ${number}`),
  ];
  const judgeNumber = (wanted: number, got: number, luck?: RegExp) =>
    judgeTraces(
      traceOf(printing(wanted), { clock: 'virtual' }),
      traceOf(printing(got), { clock: 'virtual' }),
      luck,
    );
  const LUCK = /^sum (\d+)$/;

  test.each([
    [7, 0, undefined, 'result-read-too-early', {}],
    [13, 6, undefined, 'wrong-number', { lacks: { number: 7, task: 'main.1' } }],
    [13, 12, undefined, 'wrong-number', { found: 'sum 12', wanted: 'sum 13' }],
    [6, 13, undefined, 'wrong-number', {}],
    [13, 0, undefined, 'wrong-number', {}],
    [13, 6, LUCK, 'lost-update', { found: 'sum 6', wanted: 'sum 13' }],
    [6, 13, LUCK, 'extra-lock', {}],
    [6, 0, LUCK, 'not-shared', { found: 'sum 0', wanted: 'sum 6' }],
  ] as const)('%d, %d, %s', (wanted, got, luck, id, evidence) => {
    expectMistaken(judgeNumber(wanted, got, luck), id, evidence);
  });

  test('a duration is no sum that lacks a part', () => {
    const { evidence } = judgeNumber(7, 1).findings?.[0]?.mistake ?? {};
    expect(evidence).toEqual({ found: 'sum 1', wanted: 'sum 7' });
  });

  test('of two parts as large as what is missing none is named', () => {
    const printing = (number: number) => [
      ...['main.1', 'main.2'].flatMap((task) => slept(0, task, 7)),
      line(8, 'main', `sum ${number}`),
    ];
    const check = judge(printing(14), printing(7));
    expectMistaken(check, 'wrong-number');
    expect(check.findings?.[0]?.mistake.evidence).not.toHaveProperty('lacks');
  });

  test('a matter of order is nobody’s choice in real time', () => {
    expectConforming(judgeTraces(traceOf(printing(13)), traceOf(printing(6)), LUCK));
  });
});

test.each([
  ['⟨main⟩', '⟨main.1⟩', 'main.1', { found: 'main.1', wanted: 'main', own: true }],
  ['⟨main.1⟩', '⟨main⟩', 'main.1', { found: 'main', wanted: 'main.1', own: false }],
  ['⟨main.2⟩', '⟨main.3⟩', 'main', { found: 'main.3', wanted: 'main.2', own: false }],
  ['⟨main.2⟩', '⟨main.1⟩', 'main.1', { found: 'main.1', wanted: 'main.2', own: false }],
  ['⟨main⟩', '⟨main.1⟩', 'main', { found: 'main.1', wanted: 'main', own: false }],
])('a process id %s, %s in %s', (wanted, got, task, evidence) => {
  const check = judge([line(0, task, `I am [${wanted}]`)], [line(0, task, `I am [${got}]`)]);
  expectMistaken(check, 'wrong-process-id', { text: `I am [${got}]`, ...evidence });
});

describe('lines that are missing, or too many, are told by who prints them:', () => {
  const all = [line(0, 'main.1', 'one'), line(1, 'main.1', 'two'), line(2, 'main', 'end')];

  describe('a task that says nothing', () => {
    const tasks = { tasks: family('process') };
    const begins: TraceEvent = { time: 0, task: 'main.1', type: 'start' };
    const said = [line(7, 'main.1', 'got it'), ...slept(7, 'main.1', 6), line(13, 'main', 'end')];
    const original = traceOf([begins, ...said], tasks);

    test('and does nothing sees nothing of what it waits for', () => {
      const check = judgeTraces(original, traceOf([line(13, 'main', 'end')], tasks));
      expectMistaken(check, 'not-shared', { task: 'main.1', wanted: 'got it' });
      expect(looksOf(check)?.[0]).toEqual({ find: 'shared-variable' });
    });

    test.each([
      ['that sleeps', [...slept(7, 'main.1', 6), line(13, 'main', 'end')], {}],
      ['that is not there', [line(13, 'main', 'end')], { tasks: family() }],
      [
        'of a port that is killed',
        [line(13, 'main', 'end')],
        { ending: { ...original.ending, kind: 'killed' } },
      ],
    ] as [string, TraceEvent[], Partial<Trace>][])(
      '%s has lost its lines',
      (_, events, changes) => {
        const check = judgeTraces(original, traceOf(events, { ...tasks, ...changes }));
        expectMistaken(check, 'missing-lines', { lines: 1, first: 'got it' });
      },
    );

    test('is not main, which waits for all', () => {
      const lone = traceOf([{ ...begins, task: 'main' }, line(7, 'main', 'end')]);
      expectMistaken(judgeTraces(lone, traceOf([])), 'missing-lines', { task: 'main' });
    });

    test('and waits for nobody has lost its lines', () => {
      const asleep = [...slept(0, 'main', 1), ...slept(0, 'main.1', 6)];
      const own = traceOf([begins, ...asleep, line(6, 'main.1', 'one')], tasks);
      expectMistaken(judgeTraces(own, traceOf([], tasks)), 'missing-lines', { first: 'one' });
      const atOnce = traceOf([begins, line(0, 'main.1', 'one')], tasks);
      expectMistaken(judgeTraces(atOnce, traceOf([], tasks)), 'missing-lines', { first: 'one' });
    });
  });

  test('a task that stops too early', () => {
    const check = judge(all, all.toSpliced(1, 1));
    expectMistaken(check, 'stops-too-early', { first: 'two', task: 'main.1' });
  });

  test('a task that stops neither early nor by itself', () => {
    expectMistaken(judge(all, all.slice(1)), 'missing-lines', { first: 'one' });
    const three = [...all, line(3, 'main.1', 'three')];
    expectMistaken(judge(three, three.slice(1, 3)), 'missing-lines', {});
    expectMistaken(judge(all, all.slice(0, 2)), 'missing-lines', {
      task: 'main',
    });
    const killed = { ending: { ...traceOf([]).ending, kind: 'killed' as const } };
    const check = judgeTraces(traceOf(all), traceOf(all.toSpliced(1, 1), killed));
    expectMistaken(check, 'missing-lines', {});
  });

  test('a child that goes on as its parent does', () => {
    const check = judge(all, [...all, line(2, 'main.1', 'end')]);
    expectMistaken(check, 'child-runs-on', { task: 'main.1', first: 'end' });
    expect(looksOf(check)).toEqual([
      { find: 'child-branch' },
      { find: 'printing', lines: ['end'] },
    ]);
    expect(consequences(check)).toEqual(['extra-lines']);
  });

  test('a child that prints its own line twice, or its parent’s on stderr, does not', () => {
    expectMistaken(judge(all, [...all, line(2, 'main.1', 'two')]), 'extra-lines');
    expectMistaken(judge(all, [...all, line(2, 'main.1', 'end', 'stderr')]), 'extra-lines');
  });

  describe('a daemon', () => {
    const asleep = [...all, ...slept(2, 'main.1', 58, Number.POSITIVE_INFINITY)];
    const awake = [...all, ...slept(2, 'main.1', 58), line(60, 'main.1', 'an hour later')];

    test('is waited for', () => {
      const check = judge(asleep, awake);
      expectMistaken(check, 'daemon-joined', { task: 'main.1', first: 'an hour later' });
      expect(looksOf(check)).toEqual([
        { find: 'join', task: 'main.1' },
        { find: 'daemon-joined' },
        { find: 'creation', task: 'main.1' },
        { find: 'printing', lines: ['an hour later'] },
        { find: 'calls', kinds: ['join'] },
      ]);
    });

    test('is waited for, whatever else it sleeps', () => {
      const before = slept(1, 'main.1', 1);
      const port = [...before, ...awake, ...slept(61, 'main.1', 9)];
      expectMistaken(judge([...before, ...asleep], port), 'daemon-joined', { task: 'main.1' });
    });

    test('is not waited for if another task prints more', () => {
      const port = [...asleep, ...slept(2, 'main.2', 3), line(5, 'main.2', 'more')];
      expectMistaken(judge(asleep, port), 'extra-lines', { first: 'more' });
    });

    test.each([
      ['says so on stderr', asleep, [...awake.slice(0, -1), line(60, 'main.1', 'oh', 'stderr')]],
      ['says what is said', asleep, [...awake.slice(0, -1), line(60, 'main.1', 'two')]],
      ['says it before it wakes', asleep, [...awake.slice(0, -1), line(59, 'main.1', 'soon')]],
      ['sleeps to the end in the original', awake.slice(0, -1), awake],
      [
        'goes on in the original',
        [...asleep, line(3, 'main.1', 'three')],
        [...awake, line(3, 'main.1', 'three')],
      ],
    ])('is not waited for if it %s', (_, original, port) => {
      expectMistaken(judge(original, port), 'extra-lines');
    });
  });

  test('three tasks that do one another’s work are no two', () => {
    const texts = ['one', 'two', 'three'];
    const original = texts.map((text, at) => line(at, `main.${at + 1}`, text));
    const turned = ['two', 'three', 'one'].map((text, at) => line(at, `main.${at + 1}`, text));
    expectMistaken(judge(original, turned), 'lines-out-of-order', { second: 'one' });
  });

  test('two tasks that do each other’s work', () => {
    const original = [
      line(0, 'main.1', 'one'),
      line(1, 'main.1', 'two'),
      line(2, 'main.2', 'three'),
    ];
    const port = [line(0, 'main.1', 'three'), line(1, 'main.2', 'one'), line(2, 'main.2', 'two')];
    const check = judge(original, port);
    expectMistaken(check, 'tasks-swapped', { task: 'main.1', other: 'main.2' });
    expect(consequences(check)).toEqual(['lines-out-of-order']);
    expectMistaken(
      judge(original, [port[0] as LineEvent, ...original.slice(0, 2)]),
      'lines-out-of-order',
    );
  });
});

test('control characters of a program do not reach the terminal', () => {
  const check = judge([line(0, 'main', 'done')], [line(0, 'main', 'done\u001b[2J')]);
  expectMistaken(check, 'wrong-text', { found: 'done␛[2J' });
});

describe('under the virtual clock, which is exact, a line', () => {
  const printing = (seconds: number, changes: Partial<Trace> = { clock: 'virtual' }) =>
    traceOf([...slept(0, 'main.1', 7), line(seconds, 'main', 'done')], changes);
  const judgeAt = (seconds: number, changes?: Partial<Trace>) =>
    judgeTraces(printing(7, changes), printing(seconds, changes));

  test('comes when it does in the original', () => {
    expectConforming(judgeAt(7));
    const times = { text: 'done', original: 7 };
    expectMistaken(judgeAt(6), 'printed-too-early', { ...times, port: 6 });
    expectMistaken(judgeAt(8), 'printed-too-late', { ...times, port: 8 });
  });

  test('follows the sleeps, which are judged for themselves', () => {
    const other = traceOf([...slept(0, 'main.1', 6), line(6, 'main', 'done')], {
      clock: 'virtual',
    });
    expectConforming(judgeTraces(printing(7), other));
  });

  test('comes too early for the task that wakes when it should come', () => {
    const run = (from: number, time: number) =>
      traceOf(
        [
          ...slept(0, 'main.3', 9),
          ...slept(from, 'main.1', 5),
          ...slept(0, 'main.2', 7),
          line(time, 'main', 'done'),
        ],
        { clock: 'virtual' },
      );
    expectMistaken(judgeTraces(run(2, 7), run(0, 6)), 'printed-too-early', { sleeper: 'main.2' });
  });

  test('comes too early while a task sleeps on that the original lets sleep', () => {
    expectMistaken(judgeAt(6), 'printed-too-early', { sleeper: 'main.1' });
    expect(looksOf(judgeAt(6))?.[0]).toEqual({ find: 'sent-too-early' });
    expect(judgeAt(8).findings?.[0]?.mistake.evidence).not.toHaveProperty('sleeper');
    const woken = (time: number) =>
      traceOf([...slept(0, 'main.1', 7), line(7, 'main.1', 'up'), line(time, 'main', 'done')], {
        clock: 'virtual',
      });
    const check = judgeTraces(woken(8), woken(7.5));
    expectMistaken(check, 'printed-too-early', { text: 'done' });
    expect(check.findings?.[0]?.mistake.evidence).not.toHaveProperty('sleeper');
  });

  test('may come at another time in real time', () => {
    expectConforming(judgeAt(8, {}));
  });
});
