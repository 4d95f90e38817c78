import { appendFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAgenda } from '../../../harness/clock/agenda.ts';
import { assemble } from '../../../harness/trace/assemble.ts';
import { MOST_TASKS, openInbox } from '../../../harness/trace/inbox.ts';
import { asMessage } from '../../../harness/trace/message-shape.ts';
import type { Message } from '../../../harness/trace/messages.ts';
import type { OutputLine } from '../../../harness/trace/output-lines.ts';
import { piecesOf } from '../../../harness/trace/pieces.ts';
import { processIdsIn } from '../../../harness/trace/process-ids.ts';
import { taskTree } from '../../../harness/trace/task-tree.ts';
import { useSandbox } from '../../support/sandbox.ts';

const sandbox = useSandbox();
const GATES = 4;
const isGate = (gate: number) => gate < GATES;

/** One of each, as the observers write them. */
const SOUND: object[] = [
  { event: 'hello', kind: 'process', language: 'node', parent: 7, thread: null, gate: 0 },
  { event: 'create', child: '9:0', kind: 'process', command: 'sleep 5', where: 'a.py:1' },
  { event: 'create', child: '1:2', kind: 'thread', command: null, where: null, helper: true },
  { event: 'line', stream: 'stdout', text: '启动\u001b', bytes: 7, gate: 1 },
  { event: 'text', stream: 'stdout', text: '.', bytes: 1, by: '1:1', gate: 1 },
  { event: 'input', where: 'main.py:3' },
  { event: 'outside', peer: '10.0.0.1:80', open: true },
  { event: 'sleep', id: 1, seconds: 7, gate: 2 },
  { event: 'wake', id: 1 },
  { event: 'wait', id: 2, seconds: 0.5, silent: true, outside: 'a.py:1', gate: 3 },
  { event: 'listen', name: '80', where: null },
  { event: 'resume', id: 2, timedOut: true, silent: true },
  { event: 'timer', id: 3, seconds: 1, rest: 0.5, bell: 3, waits: true, signal: 15, idle: true },
  { event: 'cancel', id: 3 },
  { event: 'foreign', command: 'ls' },
  { event: 'unowned', what: 'reads file time', where: 'a.py:3' },
  { event: 'alarm', by: 'alarm(1)', where: 'a.py:3' },
  { event: 'dismiss', child: '1:2' },
  { event: 'draw', key: '0|line', value: 0.25 },
  { event: 'fail' },
  { event: 'reap', child: '9:0', status: 256 },
  { event: 'reap', child: '9:0', code: null, signal: 'SIGTERM' },
  { event: 'end', code: -1e30 },
].map((message) => ({ at: 1e9, from: '1:0', ...message }));

const read = (bytes: string | Uint8Array, most?: number) => {
  const file = join(mkdtempSync(join(sandbox.path, 'inbox-')), 'messages');
  writeFileSync(file, bytes);
  using inbox = openInbox(file, isGate, most);
  return {
    messages: inbox.take(),
    doubts: inbox.doubts().map(String),
    excess: inbox.excess()?.toString(),
  };
};
const lines = (values: readonly unknown[]) =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

test('reads what the observers write, without doubts', () => {
  expect(read(lines(SOUND))).toEqual({ messages: SOUND, doubts: [], excess: undefined });
});

describe('counts and leaves out what is not a message', () => {
  const base = { at: 0, from: '1:0' };
  test.each<[string, unknown]>([
    ['null', null],
    ['a number', 7],
    ['a text', 'hello'],
    ['an array', [SOUND[0]]],
    ['false', false],
    ['an empty object', {}],
    ['an event that is none', { ...base, event: 'explode' }],
    ['an event of every object', { ...base, event: 'toString' }],
    ['no time', { from: '1:0', event: 'fail' }],
    ['a time beyond all', { ...base, at: 1e300, event: 'fail' }],
    ['no address', { at: 0, event: 'fail' }],
    ['an address that is none', { ...base, from: '1', event: 'fail' }],
    ['the address of all processes', { ...base, from: '-1:0', event: 'fail' }],
    ['the address of no process', { ...base, from: '0:0', event: 'fail' }],
    [
      'a gate that is not there',
      { ...base, event: 'line', stream: 'stdout', text: '', bytes: 0, gate: GATES },
    ],
    ['a gate below none', { ...base, event: 'sleep', id: 1, seconds: 1, gate: -1 }],
    ['a gate and a half', { ...base, event: 'sleep', id: 1, seconds: 1, gate: 0.5 }],
    ['a gate in words', { ...base, event: 'sleep', id: 1, seconds: 1, gate: '0' }],
    ['a bell that is not there', { ...base, event: 'timer', id: 1, seconds: 1, bell: 99 }],
    ['seconds that are none', { ...base, event: 'sleep', id: 1, seconds: null }],
    ['a signal that is none', { ...base, event: 'timer', id: 1, seconds: 1, bell: 0, signal: 999 }],
    ['a draw of one', { ...base, event: 'draw', key: '', value: 1 }],
    ['a key of two rows', { ...base, event: 'draw', key: 'a\n0.5 b', value: 0.5 }],
    ['a text that is an object', { ...base, event: 'line', stream: 'stdout', text: {}, bytes: 0 }],
    ['a stream that is none', { ...base, event: 'line', stream: 'stdin', text: '', bytes: 0 }],
    [
      'a child that is none',
      { ...base, event: 'create', child: 9, kind: 'process', command: null },
    ],
  ])('%s', (_, value) => {
    const { messages, doubts } = read(lines([SOUND[0], value, SOUND[5]]));
    expect(messages).toEqual([SOUND[0], SOUND[5]]);
    expect(doubts).toEqual([expect.stringMatching(/^it sent Lockstep 1 invalid message, first “/)]);
  });

  test('half a line, two lines in one, and a deeply nested one', () => {
    const half = lines([SOUND[3]]).slice(0, 20);
    const deep = `${'['.repeat(30_000)}\n`;
    const { messages, doubts } = read(
      `${half}\n${half}${lines([SOUND[5]])}${deep}${lines([SOUND[5]])}`,
    );
    expect(messages).toEqual([SOUND[5]]);
    expect(doubts[0]).toMatch(/^it sent Lockstep 3 invalid messages/);
  });

  test.each([65_535, 65_536, 65_537, 200_000])('a line of %i characters', (length) => {
    const { messages, doubts } = read(
      `${lines([SOUND[0]])}${'x'.repeat(length)}\n${lines([SOUND[5]])}`,
    );
    expect(messages).toEqual([SOUND[0], SOUND[5]]);
    expect(doubts[0]).toMatch(/^it sent Lockstep 1 invalid message/);
  });
});

test('waits for a line that is still being written', () => {
  const file = join(sandbox.path, 'growing');
  const text = lines([SOUND[3]]);
  writeFileSync(file, text.slice(0, 30));
  using inbox = openInbox(file, isGate);
  expect(inbox.take()).toEqual([]);
  appendFileSync(file, text.slice(30));
  expect(inbox.take()).toEqual([SOUND[3]]);
  expect(inbox.doubts()).toEqual([]);
});

test('reads an infinite time as a long one', () => {
  const endless = asMessage(
    JSON.parse('{"at":0,"from":"1:0","event":"sleep","id":1,"seconds":1e999}'),
    isGate,
  );
  expect(endless).toMatchObject({ seconds: 1e9 });
  // As Python's repr has it, which is no JSON.
  const python = '{"at":0,"from":"1:0","event":"sleep","id":1,"seconds":inf}\n';
  expect(read(python)).toMatchObject({ messages: [], doubts: [] });
});

describe('a run may have too many', () => {
  test('messages', () => {
    const row = '{"at":1,"from":"1:0","event":"fail"}\n';
    const { excess, messages } = read(row.repeat(30_000), 10_000);
    expect(excess).toBe('it sent Lockstep more than 10000 messages');
    expect(messages.length).toBeLessThan(14_000);
    expect(read(row.repeat(9000), 10_000).excess).toBeUndefined();
    expect(read(row.repeat(30_000)).excess).toBeUndefined();
  });

  test('tasks', () => {
    const tasks = Array.from({ length: MOST_TASKS + 1 }, (_, index) => ({
      ...SOUND[1],
      child: `${index + 10}:0`,
    }));
    expect(read(lines(tasks)).excess).toBe(`it has more than ${MOST_TASKS} processes and threads`);
    expect(read(lines(tasks.slice(1))).excess).toBeUndefined();
  });
});

describe('any bytes that a program writes', () => {
  const leaf = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom<unknown>(
      -1,
      0,
      0.5,
      1e300,
      2 ** 53,
      '1:0',
      '2:0',
      '1:1',
      '0:0',
      '',
      '__proto__',
      true,
      null,
    ),
  );
  /** A sound message, some of whose fields are others. */
  const bent = fc
    .tuple(
      fc.constantFrom(...SOUND),
      fc.dictionary(fc.constantFrom(...new Set(SOUND.flatMap((one) => Object.keys(one)))), leaf, {
        maxKeys: 2,
      }),
    )
    .map(([message, changes]) => JSON.stringify({ ...message, ...changes }));
  const row = fc.oneof(
    { weight: 4, arbitrary: bent },
    fc.json(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(...SOUND).map((message) => JSON.stringify(message)),
  );
  const file = fc.oneof(
    fc.array(row, { maxLength: 40 }).map((rows) => Buffer.from(rows.join('\n').concat('\n'))),
    fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
  );
  const LINES: OutputLine[] = ['one', 'Node.js v26', 'two 1'].map((text, index) => ({
    ...{ stream: index === 0 ? ('stdout' as const) : ('stderr' as const), text },
    ...{ bytes: text.length, time: index },
  }));

  test('neither throw nor hang what reads them', () => {
    fc.assert(
      fc.property(file, (bytes) => {
        const { messages } = read(bytes);
        follow(messages);
      }),
      { numRuns: 300 },
    );
  });

  /** All that is done with messages, in both clocks, without a program. */
  function follow(messages: Message[]) {
    const tree = taskTree(1, messages);
    expect(new Set(tree.tasks.map(({ id }) => id)).size).toBe(tree.tasks.length);
    const agenda = createAgenda(1);
    agenda.receive(messages);
    for (let step = 0; step < 200; step += 1) {
      agenda.settle([{ pid: 1, tid: 1, turns: String(step) }]);
      agenda.looksAgain();
      const [first] = agenda.ready();
      if (first === undefined) break;
      const gates = agenda.release(first).map(({ how }) => ('gate' in how ? how.gate : how.bell));
      for (const gate of gates) expect(gate).toBeLessThan(GATES);
    }
    const log = agenda.close();
    const ending = { kind: 'exited', code: 0, signal: null, time: 1, leftovers: [] } as const;
    for (const said of [messages, log]) {
      const pieces = piecesOf(LINES, said);
      const observed = { pid: 1, startedAt: 0n, messages: said, pieces };
      const texts = processIdsIn(new Set(), { ...observed, lines: pieces }).named();
      const { events } = assemble({ ...observed, texts, ending: { ...ending, leftovers: [] } });
      for (const { time } of events) expect(Number.isFinite(time)).toBe(true);
    }
  }

  test('that make a long row of tasks are read in bounded time', () => {
    const chain = Array.from({ length: 5000 }, (_, index) => ({
      ...SOUND[1],
      from: `${index + 1}:0`,
      child: `${index + 2}:0`,
      helper: index % 3 === 0,
    })) as Message[];
    follow(chain.toReversed());
    follow(chain);
  });

  test('that make many tasks are read in bounded time', () => {
    const many = Array.from({ length: 5000 }, (_, index) => [
      {
        at: 0,
        from: `${index + 2}:0`,
        event: 'hello',
        kind: 'process',
        language: 'node',
        parent: index,
        thread: index,
      },
      { at: 0, from: `${index + 2}:0`, event: 'timer', id: index, seconds: index / 1e6, bell: 0 },
      { at: 0, from: `${index + 2}:0`, event: 'fail' },
    ]).flat() as Message[];
    const begun = performance.now();
    follow(many);
    // It took 2.5 s beside much else; work that grows by the square of 6000 tasks takes far longer.
    expect(performance.now() - begun).toBeLessThan(20_000);
  });
});
