import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type OutputLine, outputLines } from '../../../harness/trace/output-lines.ts';
import { oneLine } from '../../support/text.ts';

/** The lines of these chunks of one stream, each read at the time of its chunk's number. */
function linesOf(chunks: readonly Uint8Array[]): OutputLine[] {
  const lines: OutputLine[] = [];
  let time = 0;
  const reader = outputLines(
    'stdout',
    () => time,
    (line) => lines.push(line),
  );
  for (const chunk of chunks) {
    reader.take(Buffer.from(chunk));
    time += 1;
  }
  reader.finish();
  return lines;
}

const texts = (chunks: readonly Uint8Array[]) => linesOf(chunks).map(({ text }) => text);
const flaws = (text: string) => linesOf([Buffer.from(text)]).map(({ flaw }) => flaw);

/** Bytes with line ends here and there, cut anywhere, also within a character or to nothing. */
const cutBytes = fc
  .tuple(fc.array(fc.oneof(fc.constant('\n'), oneLine, fc.constant('\r'))), fc.array(fc.nat(200)))
  .map(([parts, cuts]) => {
    const bytes = Buffer.from(parts.join(''));
    const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
    return { bytes, chunks: places.map((from, i) => bytes.subarray(from, places[i + 1] ?? from)) };
  });

describe('the lines of a stream', () => {
  test('are the same however its bytes are cut into chunks', () => {
    fc.assert(
      fc.property(cutBytes, ({ bytes, chunks }) => {
        const untimed = (lines: OutputLine[]) => lines.map((line) => ({ ...line, time: 0 }));
        expect(untimed(linesOf(chunks))).toEqual(untimed(linesOf([bytes])));
      }),
    );
  });

  test('hold every byte but the line ends', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const ends = bytes.filter((byte) => byte === 10).length;
        const held = linesOf([bytes]).reduce((sum, line) => sum + line.bytes, 0);
        expect(held).toBe(bytes.length - ends);
      }),
    );
  });

  test('come when their ends come', () => {
    const [first, second] = linesOf([Buffer.from('on'), Buffer.from('e\ntwo'), Buffer.from('\n')]);
    expect(first).toMatchObject({ text: 'one', time: 1 });
    expect(second).toMatchObject({ text: 'two', time: 2 });
  });

  test('may be empty', () => {
    expect(texts([Buffer.from('\n\na\n')])).toEqual(['', '', 'a']);
    expect(texts([])).toEqual([]);
    expect(texts([Buffer.alloc(0)])).toEqual([]);
  });
});

describe('a flaw is', () => {
  test('a last line without an end', () => {
    expect(flaws('one\ntwo')).toEqual([undefined, 'no line end']);
  });

  test('a carriage return before the end, and nowhere else', () => {
    expect(flaws('one\r\nt\rwo\n')).toEqual(['carriage return', undefined]);
  });

  test('what is not UTF-8', () => {
    const latin1 = Buffer.from('caf\xe9\nafter\n', 'latin1');
    expect(linesOf([latin1])).toMatchObject([{ text: 'caf\uFFFD', bytes: 4 }, { text: 'after' }]);
    expect(linesOf([latin1]).map(({ flaw }) => flaw)).toEqual(['invalid UTF-8', undefined]);
  });

  test('but not a U+FFFD that the program printed itself', () => {
    expect(flaws('\uFFFD\n')).toEqual([undefined]);
  });
});
