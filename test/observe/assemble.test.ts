import { describe, expect, test } from 'vitest';
import { assemble } from '../../harness/observe/assemble.ts';
import type { Message } from '../../harness/observe/messages.ts';
import type { OutputLine } from '../../harness/observe/output-lines.ts';
import { type Ending, isLine } from '../../harness/observe/trace.ts';
import { create, hello, type MadeTask, printed } from '../support/messages.ts';

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

const put = (messages: Message[], lines: OutputLine[] = []) =>
  assemble({
    pid: 1234,
    startedAt: 0n,
    messages: [...family, ...messages],
    lines,
    texts: lines.map(({ text }) => text),
    ending,
  });

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

  test('comes in the order in which it reached the stream, not that of the announcements', () => {
    const one = printed(child.address, 'one', 1);
    const two = printed(thread.address, 'two', 2);
    const { events } = put([one.message, two.message], [two.line, one.line]);
    expect(events.filter(isLine).map(({ text, time }) => [text, time])).toEqual([
      ['two', 2],
      ['one', 2],
    ]);
  });

  test('that nobody announced belongs to an unknown task', () => {
    const { events } = put([], [printed('', 'who?', 1).line]);
    expect(events.filter(isLine)).toMatchObject([{ task: '?', text: 'who?' }]);
  });

  test('that was announced and never came out is none', () => {
    expect(put([printed(main.address, 'lost', 1).message]).events.filter(isLine)).toEqual([]);
  });

  test('of 20,000 is found at once', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => printed(main.address, `${i % 7}`, i));
    expect(lineEvents(...many)).toHaveLength(20_000);
  });
});
