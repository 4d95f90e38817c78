import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { judge } from '../../../harness/judge/verdict.ts';
import { isOutput, type Trace } from '../../../harness/trace/trace.ts';
import { fixture } from '../../support/fixture.ts';
import { findPythons } from '../../support/pythons.ts';
import { useVirtualClock } from '../../support/virtual.ts';

const { run, runInRealTime, tell, tellAll } = useVirtualClock();

/** The pieces of a program's output: `1 main.1 text`, and `|` for a line end. */
const pieces = ({ events }: Trace) =>
  events
    .filter(isOutput)
    .map(({ time, task, text, type }) => `${time} ${task} ${text}${type === 'line' ? '|' : ''}`);

const PAIR = { stem: 'made-up', law: { kind: 'max' }, total: /^no total (\d)$/ } as const;

async function outputOf(port: string, original: string) {
  const [one, other] = await Promise.all([run(`text/${original}`), run(`text/${port}`)]);
  const { checks, inconclusive } = judge(PAIR, { trace: one }, { trace: other });
  return [String(checks.output.sentence), ...inconclusive];
}

describe.concurrent('text without a line end comes when it is flushed', () => {
  test.each(['dots.py', 'dots.ts'])('by a thread (%s)', async (name) => {
    const trace = await run(`text/${name}`);
    expect(pieces(trace)).toEqual(['0 main.1 .', '1 main.1 .', '2 main.1 .', '3 main  done|']);
    expect(trace.uncontrolled).toEqual([]);
  });

  test.each(['turns.py', 'turns.ts'])('by two processes in turn (%s)', async (name) => {
    const trace = await run(`text/${name}`);
    expect(pieces(trace)).toEqual([
      '0 main.1 x ',
      '0 main.2 y ',
      '1 main.1 x ',
      '1 main.2 y ',
      '2 main | end|',
    ]);
    expect(trace.uncontrolled).toEqual([]);
  });

  test.each(['dots.py', 'dots.ts'])('under the real clock too (%s)', async (name) => {
    const trace = await runInRealTime(`../fixtures/text/${name}`);
    const said = trace.events.filter(isOutput).map(({ task, text }) => `${task} ${text}`);
    expect(said).toEqual(['main.1 .', 'main.1 .', 'main.1 .', 'main  done']);
  });

  test('or follows a line end in the same write, as at a terminal', async () => {
    expect(pieces(await run('text/behind-a-line-end.py'))).toEqual([
      '1 main a|',
      '1 main X',
      '2 main |',
      '2 main Y',
      '3 main |',
      '3 main Z',
      '4 main |',
      '4 main to',
      '5 main z|',
      '5 main until it is joined',
      '5.5 main.1 beside',
      '5.5 main |',
      '5.5 main two|',
      '5.5 main lines|',
      '5.5 main one|',
      '6.5 main  stderr|',
      '6.5 main error',
      '6.5 main three|',
      '6.5 main output',
      '7.5 main |',
      '7.5 main once',
      '7.5 main |',
      '7.5 main until it is read',
    ]);
  });

  test('on stderr, and also in parts of a character', async () => {
    expect(await tell('text/bytes.py')).toEqual([
      '0 main: \uFFFD (no line end)',
      '1 main: \uFFFD\uFFFD (no line end)',
      '2 main: \uFFFD\uFFFD (no line end)',
      '3 main: ',
      '3 main (stderr): to stderr (no line end)',
      '4 main (stderr): !',
      '4 end: exit code 0',
    ]);
  });

  test('with the next line end of its process, or at its end, if nobody flushes it', async () => {
    expect(pieces(await run('text/unflushed.py'))).toEqual([
      '2 main.1 x ',
      '2 main.2 y ',
      '2 main m ',
      '2 main.1 x ',
      '2 main.2 y ',
      '2 main | end|',
      '2 main rest',
    ]);
  });

  test('twice if a process was forked meanwhile, and never if that process ends at once', async () => {
    expect(pieces(await run('text/forked-buffer.py'))).toEqual([
      '0 main.1 before child|',
      '0 main past the buffer; ',
      '0 main before parent',
    ]);
  });
});

describe.concurrent('a port may write a line in pieces,', () => {
  test.each(['one-line-in-pieces.ts', 'one-line-at-once.ts'])('or at once: %s', async (port) => {
    expect(await outputOf(port, 'one-line-in-pieces.py')).toEqual([
      'the same 2 lines in orders that concurrency allows (2 tasks print)',
    ]);
  });

  test('which adds no order of lines', async () => {
    const [inPieces, atOnce, inPython] = await Promise.all(
      ['one-line-in-pieces.ts', 'one-line-at-once.ts', 'one-line-in-pieces.py'].map(async (name) =>
        (await tellAll(`text/${name}`)).map((rows) => rows.join('\n')).sort(),
      ),
    );
    expect(inPieces).toEqual(atOnce);
    expect(inPython).toEqual(atOnce);
    expect(atOnce).toHaveLength(2);
  });

  test('and draws the same numbers as if it wrote the line at once', async () => {
    const [inPython, inNode] = await Promise.all(
      ['py', 'ts'].map((language) => tell(`text/draws-within-a-line.${language}`)),
    );
    expect(inNode).toEqual(inPython);
  });

  test.each([
    ['dots.ts', 'dots.py', /^the same 4 lines/],
    ['turns.ts', 'turns.py', /^the same 5 lines/],
    ['progress.ts', 'progress.py', /^the same 4 lines/],
  ])('and %s conforms to %s', async (port, original, sentence) => {
    const [said, ...doubts] = await outputOf(port, original);
    expect(said).toMatch(sentence);
    expect(doubts).toEqual([]);
  });

  test.each([
    [
      'dots-held-back.ts',
      'dots.py',
      /^“... done” comes at 3\.00 s; the original prints it at 0\.00 s, in 4 pieces/,
    ],
    ['dots-one-late.ts', 'dots.py', /^“\.” comes at 1\.00 s; the original prints it at 0\.00 s/],
    [
      'turns-end-first.ts',
      'turns.py',
      /“\| end” comes at 0\.00 s; the original prints it at 2\.00 s|^prints “\| end” before/,
    ],
    [
      'progress-without-return.ts',
      'progress.py',
      /^prints “50 %”; the original prints “␍50 %” \(carriage return, \\r\)$/,
    ],
  ])('but %s does not conform to %s', async (port, original, sentence) => {
    const [said, ...doubts] = await outputOf(port, original);
    expect(said).toMatch(sentence);
    expect(doubts).toEqual([]);
  });
});

test('three threads that print at the same time do not mix their lines, in real time', async () => {
  const { events } = await runInRealTime('text/prints-in-three-threads.py');
  const texts = events.filter(isOutput).map(({ text, type }) => `${type} ${text}`);
  expect(texts).toHaveLength(600);
  expect(new Set(texts)).toEqual(
    new Set(['x-x-x', 'y-y-y', 'z-z-z'].map((said) => `line ${said}`)),
  );
});

/** Bytes that a Python writes to a pipe without an observer: what is flushed comes in order. */
const SAME_BYTES = ['dots', 'progress', 'forked-buffer', 'bytes'];

describe('every Python', async () => {
  const pythons = await findPythons();
  let environment: NodeJS.ProcessEnv;
  beforeAll(() => {
    const { PYTHONUNBUFFERED: _, ...others } = process.env;
    environment = others;
  });

  test.each(pythons.map((python) => [python.version, python] as const))(
    '%s writes the same bytes with and without the observer',
    async (_, python) => {
      for (const name of SAME_BYTES) {
        const file = fixture(`text/${name}.py`);
        const options = { env: { ...environment, PYTHONUTF8: '1' }, encoding: 'buffer' } as const;
        const [{ stdout }, { events }] = await Promise.all([
          promisify(execFile)(python.executable, [file], options),
          run(`text/${name}.py`, { python }),
        ]);
        const own = events
          .filter(isOutput)
          .filter(({ stream }) => stream === 'stdout')
          .map(({ text, type }) => `${text}${type === 'line' ? '\n' : ''}`)
          .join('');
        // Half a character is no text: such pieces are compared by their number.
        const half = (text: string) => text.replaceAll(/[^\n -~\r]+/g, '?');
        expect(half(own), name).toBe(half(stdout.toString()));
      }
    },
  );
});
