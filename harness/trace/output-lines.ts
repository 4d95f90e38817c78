import type { LineEvent, Stream } from './trace.ts';

/** A line as it reached one of the program's own streams. */
export interface OutputLine {
  stream: Stream;
  /** Without its line end. */
  text: string;
  /** Of the line without its line end. */
  bytes: number;
  /** When the harness read it, in seconds since the program's start. */
  time: number;
  flaw?: NonNullable<LineEvent['flaw']>;
  /** The bytes, if the text does not hold all of them. */
  raw?: Buffer;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Splits the bytes of one stream into lines, as they come. */
export function outputLines(
  stream: Stream,
  now: () => number,
  give: (line: OutputLine) => void,
): { take: (chunk: Buffer) => void; finish: () => void } {
  let pending: Buffer[] = [];

  const end = (last: Buffer, complete: boolean) => {
    const line = pending.length === 0 ? last : Buffer.concat([...pending, last]);
    pending = [];
    give(decode(line, complete));
  };

  const decode = (line: Buffer, complete: boolean): OutputLine => {
    const text = line.toString();
    const isSound = Buffer.from(text).equals(line);
    const flaw = !complete
      ? 'no line end'
      : !isSound
        ? 'invalid UTF-8'
        : line.at(-1) === CARRIAGE_RETURN
          ? 'carriage return'
          : undefined;
    return {
      ...{ stream, text, bytes: line.length, time: now() },
      ...(flaw && { flaw }),
      ...(!isSound && { raw: line }),
    };
  };

  return {
    take(chunk) {
      let from = 0;
      for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, from)) {
        end(chunk.subarray(from, at), true);
        from = at + 1;
      }
      if (from < chunk.length) pending.push(chunk.subarray(from));
    },
    finish() {
      if (pending.length > 0) end(Buffer.alloc(0), false);
    },
  };
}
