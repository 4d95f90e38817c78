import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Message } from '../../../harness/trace/messages.ts';
import { type OutputLine, outputLines } from '../../../harness/trace/output-lines.ts';
import { piecesOf } from '../../../harness/trace/pieces.ts';

interface Write {
  from: string;
  bytes: Buffer;
  ended: boolean;
}

const announce = ({ from, bytes, ended }: Write): Message => ({
  at: 0,
  from,
  event: ended ? 'line' : 'text',
  stream: 'stdout',
  text: bytes.toString(),
  bytes: bytes.length,
});

/** What the harness reads of these writes. */
function read(writes: readonly Pick<Write, 'bytes' | 'ended'>[]): OutputLine[] {
  const lines: OutputLine[] = [];
  const reader = outputLines(
    'stdout',
    () => 0,
    (line) => lines.push(line),
  );
  for (const { bytes, ended } of writes) {
    reader.take(bytes);
    if (ended) reader.take(Buffer.from('\n'));
  }
  reader.finish();
  return lines;
}

const told = (lines: readonly OutputLine[], messages: readonly Message[]) =>
  piecesOf(lines, messages).map(
    ({ text, ended, announced }) => `${announced?.message.from ?? '?'} ${text}${ended ? '|' : ''}`,
  );

const write = (from: string, text: string, ended = false): Write => ({
  from,
  bytes: Buffer.from(text),
  ended,
});

describe('the pieces of a line', () => {
  test('belong to their tasks, in the order in which they were written', () => {
    const writes = [write('a', '1 '), write('b', '2 '), write('a', '1 '), write('m', 'end', true)];
    expect(told(read(writes), writes.map(announce))).toEqual(['a 1 ', 'b 2 ', 'a 1 ', 'm end|']);
  });

  test('are not confused with a line of another task with the same text', () => {
    const writes = [write('a', 'it took 6'), write('a', ' s'), write('a', '', true)];
    const other = [write('m', 'all took 7'), write('m', ' s', true)];
    expect(told(read([...writes, ...other]), [...writes, ...other].map(announce))).toEqual([
      'a it took 6',
      'a  s',
      'a |',
      'm all took 7',
      'm  s|',
    ]);
  });

  test('are found in whatever order two tasks announced them', () => {
    const [one, two, end] = [write('a', '1 '), write('b', '2 '), write('a', '', true)];
    const messages = [two, one, end].map(announce);
    expect(told(read([one, two, end]), messages)).toEqual(['a 1 ', 'b 2 ', 'a |']);
  });

  test('belong to the task that wrote them, even if another flushed them', () => {
    const message = { ...announce(write('m', 'x')), by: 'a' } as Message;
    expect(piecesOf(read([write('a', 'x')]), [message])).toMatchObject([
      { text: 'x', ended: false },
    ]);
  });

  test('belong to nobody if nobody announced them; those before are found', () => {
    const [known, unknown] = [write('a', 'mine'), write('?', 'whose', true)];
    expect(told(read([known, unknown]), [announce(known)])).toEqual(['a mine', '? whose|']);
  });

  test('may be parts of a character', () => {
    const word = Buffer.from('进');
    const writes = [
      { from: 'a', bytes: word.subarray(0, 1), ended: false },
      { from: 'a', bytes: word.subarray(1), ended: true },
    ];
    expect(told(read(writes), writes.map(announce))).toEqual(['a \uFFFD', 'a \uFFFD\uFFFD|']);
  });

  test('that were announced but never written hide no later ones', () => {
    const [lost, found] = [write('a', 'lost'), write('a', 'found')];
    expect(told(read([found]), [lost, found].map(announce))).toEqual(['a found']);
  });

  test('are found quickly among 20,000', () => {
    const writes = Array.from({ length: 20_000 }, (_, i) => write('a', `\r${i} %`));
    expect(told(read(writes), writes.map(announce))).toHaveLength(20_000);
  });

  test('hold everything that was written, with its task', () => {
    const writes = fc.array(
      fc.record({
        from: fc.constantFrom('a', 'b', 'c'),
        bytes: fc.stringMatching(/^[0-9]{1,3}$/).map((text) => Buffer.from(text)),
        ended: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(writes, (all) => {
        // Each task's text has its own letter: it can be nobody else's.
        const own = all.map((one) => ({ ...one, bytes: Buffer.from(`${one.from}${one.bytes};`) }));
        const expected = own.map(({ from, bytes, ended }) => `${from} ${bytes}${ended ? '|' : ''}`);
        expect(told(read(own), own.map(announce))).toEqual(expected);
      }),
    );
  });
});
