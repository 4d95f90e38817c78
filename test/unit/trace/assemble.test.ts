import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assemble } from '../../../harness/trace/assemble.ts';
import type { Message } from '../../../harness/trace/messages.ts';
import type { OutputLine } from '../../../harness/trace/output-lines.ts';
import { piecesOf } from '../../../harness/trace/pieces.ts';
import { type Ending, isLine } from '../../../harness/trace/trace.ts';
import { create, hello, type MadeTask, printed } from '../../support/messages.ts';

const main: MadeTask = { address: '1234:0', kind: 'process', parent: undefined };
const child: MadeTask = { address: '5678:0', kind: 'process', parent: 0 };
const thread: MadeTask = { address: '1234:2', kind: 'thread', parent: 0 };
const family = [
  hello(main, undefined),
  create(main, child),
  create(main, thread),
  hello(child, main),
  hello(thread, main),
];
const ending: Ending = { kind: 'exited', code: 0, signal: null, time: 9, leftovers: [] };

const put = (said: Message[], lines: OutputLine[] = []) => {
  const messages = [...family, ...said];
  const pieces = piecesOf(lines, messages);
  const texts = pieces.map(({ text }) => text);
  return assemble({ pid: 1234, startedAt: 0n, messages, pieces, texts, ending });
};

const lineEvents = (...prints: { message: Message; line: OutputLine }[]) =>
  put(
    prints.map(({ message }) => message),
    prints.map(({ line }) => line),
  ).events.filter(isLine);

describe('a line', () => {
  test('belongs to the task that announced it', () => {
    const events = lineEvents(
      printed(child.address, 'one', 1),
      printed(thread.address, 'two', 2),
      printed(main.address, 'three', 3),
    );
    expect(events).toMatchObject([
      { task: 'main.1', text: 'one', time: 1 },
      { task: 'main.2', text: 'two', time: 2 },
      { task: 'main', text: 'three', time: 3 },
    ]);
  });

  test('is in the order of the stream, not in that of the announcements', () => {
    const one = printed(child.address, 'one', 1);
    const two = printed(thread.address, 'two', 2);
    const { events } = put([one.message, two.message], [two.line, one.line]);
    expect(events.filter(isLine).map(({ text, time }) => [text, time])).toEqual([
      ['two', 2],
      ['one', 2],
    ]);
  });

  test('belongs to an unknown task if nobody announced it', () => {
    const { events } = put([], [printed('', 'who?', 1).line]);
    expect(events.filter(isLine)).toMatchObject([{ task: '?', text: 'who?' }]);
  });

  test('is not in the trace if it was announced but never came out', () => {
    expect(put([printed(main.address, 'lost', 1).message]).events.filter(isLine)).toEqual([]);
  });

  test('is found quickly among 20,000', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => printed(main.address, `${i % 7}`, i));
    expect(lineEvents(...many)).toHaveLength(20_000);
  });
});

describe('a task’s end', () => {
  test('has the time of its exit and the code that its parent got', () => {
    const messages: Message[] = [
      { at: 1e9, from: child.address, event: 'end', code: 0 },
      { at: 2e9, from: main.address, event: 'reap', child: child.address, status: 3 << 8 },
    ];
    expect(put(messages).events).toContainEqual({
      time: 1,
      task: 'main.1',
      type: 'end',
      code: 3,
      signal: null,
    });
  });

  test('has the code that its parent got, even if the parent is heard first', () => {
    const messages: Message[] = [
      { at: 1e9, from: main.address, event: 'reap', child: child.address, status: 3 << 8 },
      { at: 1e9, from: child.address, event: 'end', code: null },
    ];
    expect(put(messages).events).toContainEqual({
      time: 1,
      task: 'main.1',
      type: 'end',
      code: 3,
      signal: null,
    });
  });

  test.each<[object, object]>([
    [{ status: 9 }, { code: null, signal: 'SIGKILL' }],
    [
      { code: null, signal: 'SIGTERM' },
      { code: null, signal: 'SIGTERM' },
    ],
    [
      { code: 4, signal: null },
      { code: 4, signal: null },
    ],
  ])('%j is %j', (fields, outcome) => {
    const reap = { at: 2e9, from: main.address, event: 'reap', child: child.address, ...fields };
    expect(put([reap as Message]).events).toContainEqual(
      expect.objectContaining({ type: 'end', task: 'main.1', time: 2, ...outcome }),
    );
  });

  test('is the program’s ending for main', () => {
    expect(put([]).events.at(-1)).toEqual({
      time: 9,
      task: 'main',
      type: 'end',
      code: 0,
      signal: null,
    });
  });
});

test('events come in order of time', () => {
  const messages = fc.array(
    fc
      .record({ at: fc.nat(8e9), id: fc.nat() })
      .map(({ at, id }): Message => ({ at, from: main.address, event: 'sleep', id, seconds: 1 })),
  );
  fc.assert(
    fc.property(messages, (all) => {
      const times = put(all).events.map(({ time }) => time);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times).toHaveLength(all.length + 4);
    }),
  );
});

describe('what a runtime prints about an uncaught error', () => {
  const said = (text: string): OutputLine => ({
    stream: 'stderr',
    text,
    bytes: text.length,
    time: 8,
  });
  const fail = (from: string, seconds: number): Message => ({
    at: seconds * 1e9,
    from,
    event: 'fail',
  });
  const linesOf = (messages: Message[], lines: OutputLine[]) =>
    put(messages, lines)
      .events.filter(isLine)
      .map(({ time, task, text }) => `${time} ${task}: ${text}`);

  test('belongs to the task that failed, from the first line to the last', () => {
    const texts = ['Error: one', 'Node.js v26.1.0', 'Error: two', 'Node.js v26.1.0', 'other'];
    expect(linesOf([fail(child.address, 1), fail(main.address, 2)], texts.map(said))).toEqual([
      '1 main.1: Error: one',
      '1 main.1: Node.js v26.1.0',
      '2 main: Error: two',
      '2 main: Node.js v26.1.0',
      '8 ?: other',
    ]);
  });

  test('belongs to nobody if no task failed, or on stdout', () => {
    expect(linesOf([], [said('Error: one')])).toEqual(['8 ?: Error: one']);
    expect(linesOf([fail(main.address, 1)], [{ ...said('one'), stream: 'stdout' }])).toEqual([
      '8 ?: one',
    ]);
  });
});
