import type { Message } from './messages.ts';
import type { OutputLine } from './output-lines.ts';
import type { Stream } from './trace.ts';

/** A line, or a part of one that reached its stream by itself. */
export interface Piece {
  stream: Stream;
  /** Without its line end. */
  text: string;
  bytes: number;
  /** When the harness read it, in seconds since the program's start. */
  time: number;
  /** Whether its line ends with it. */
  ended: boolean;
  flaw?: 'carriage return' | 'invalid UTF-8';
  /** The message that announced it, and its place; none if it was written past the observer. */
  announced?: { message: Message; place: number };
}

type Announcement = NonNullable<Piece['announced']>;
type Spoken = Extract<Message, { event: 'line' | 'text' }>;

/** Compared characters: the observers send only the beginning of a line, and count differently. */
const COMPARED = 100;

/** As many bytes hold the compared characters. */
const COMPARED_BYTES = 4 * COMPARED;

/**
 * How many announced pieces of one task may be missing: it was ended before it could write them, or
 * its text went elsewhere.
 */
const LOST = 8;

const CARRIAGE_RETURN = 13;

/**
 * Cut the lines of a run into the pieces in which they were written, and find who wrote each. The
 * streams decide their order: two tasks may announce theirs in one order and write in the other.
 */
export function piecesOf(lines: readonly OutputLine[], messages: readonly Message[]): Piece[] {
  const announced = announcementsAmong(messages);
  return lines.flatMap((line) => cut(line, announced));
}

function cut(line: OutputLine, announced: ReturnType<typeof announcementsAmong>): Piece[] {
  const { stream, time } = line;
  const ended = line.flaw !== 'no line end';
  const whole = announced.takeRest(ended, stream, line.bytes, line.text);
  if (whole !== undefined || !announced.hasTexts(stream)) {
    return [pieceOf(line, rawOf(line), ended, whole)];
  }
  const pieces: Piece[] = [];
  let rest = rawOf(line);
  while (rest.length > 0 || (ended && pieces.length > 0)) {
    const next = announced.takeNext(ended, stream, rest, pieces.at(-1)?.announced);
    const isText = next?.message.event === 'text';
    const bytes = isText ? (next.message as Spoken).bytes : rest.length;
    pieces.push(pieceOf({ stream, time }, rest.subarray(0, bytes), !isText && ended, next));
    if (!isText) break;
    rest = rest.subarray(bytes);
  }
  return pieces.length > 0 ? pieces : [pieceOf(line, rest, ended, undefined)];
}

function pieceOf(
  { stream, time }: Pick<OutputLine, 'stream' | 'time'>,
  raw: Buffer,
  ended: boolean,
  announced: Announcement | undefined,
): Piece {
  const text = raw.toString();
  const flaw = !Buffer.from(text).equals(raw)
    ? 'invalid UTF-8'
    : ended && raw.at(-1) === CARRIAGE_RETURN
      ? 'carriage return'
      : undefined;
  return {
    ...{ stream, text, bytes: raw.length, time, ended },
    ...(flaw && { flaw }),
    ...(announced && { announced }),
  };
}

/** Bytes that are not UTF-8 are kept as they came: the text does not hold them. */
const rawOf = ({ raw, text }: OutputLine) => raw ?? Buffer.from(text);

const beginning = (bytes: Buffer) => bytes.toString('utf8', 0, COMPARED_BYTES);

/** What the observers announced and the streams have not shown yet. */
function announcementsAmong(messages: readonly Message[]) {
  const byKey = new Map<string, Announcement[]>();
  const texts = { stdout: new Map<string, Announcement[]>(), stderr: new Map() } as Record<
    Stream,
    Map<string, Announcement[]>
  >;
  const push = <Key>(map: Map<Key, Announcement[]>, key: Key, one: Announcement) => {
    const same = map.get(key);
    if (same === undefined) map.set(key, [one]);
    else same.push(one);
  };
  for (const [place, message] of messages.entries()) {
    if (message.event !== 'line' && message.event !== 'text') continue;
    if (message.event === 'text' && message.bytes === 0) continue;
    const { event, stream, bytes, text } = message;
    if (event === 'text') push(texts[stream], message.by ?? message.from, { message, place });
    else push(byKey, keyOf(stream, bytes, text), { message, place });
  }
  // The first is at the end of its list, where it is cheap to take out.
  const lists = [byKey, texts.stdout, texts.stderr].flatMap((map) => [...map.values()]);
  for (const list of lists) list.reverse();
  const isAt = ({ message }: Announcement, rest: Buffer) => {
    const { bytes, text } = message as Spoken;
    const found = bytes <= rest.length && beginning(rest.subarray(0, bytes));
    return found !== false && found.slice(0, COMPARED) === text.slice(0, COMPARED);
  };
  /** The text that comes next: of the tasks whose next text fits, the one announced first. */
  const findText = (stream: Stream, rest: Buffer) => {
    let first: { list: Announcement[]; index: number; one: Announcement } | undefined;
    for (const list of texts[stream].values()) {
      const skipped = Math.max(list.length - LOST, 0);
      const index = skipped + list.slice(skipped).findLastIndex((one) => isAt(one, rest));
      const one = index < skipped ? undefined : list[index];
      if (one !== undefined && one.place < (first?.one.place ?? Infinity)) {
        first = { list, index, one };
      }
    }
    return first;
  };
  /** A line that is all of the rest: of the same task, or else the one announced first. */
  const findLine = (stream: Stream, rest: Buffer, before: Announcement | undefined) => {
    const list = byKey.get(keyOf(stream, rest.length, beginning(rest)));
    if (list === undefined || list.length === 0) return undefined;
    const same = list.findLastIndex((one) => isOfSameTask(one, before));
    const index = same === -1 ? list.length - 1 : same;
    return { list, index, one: list[index] as Announcement };
  };
  return {
    hasTexts: (stream: Stream) => texts[stream].values().some((list) => list.length > 0),
    /** What comes next of a line, its rest or a piece: of the same task, or else the earlier. */
    takeNext(
      ended: boolean,
      stream: Stream,
      rest: Buffer,
      before: Announcement | undefined,
    ): Announcement | undefined {
      const found = [
        ended ? findLine(stream, rest, before) : undefined,
        findText(stream, rest),
      ].filter((one) => one !== undefined);
      const same = found.filter(({ one }) => isOfSameTask(one, before));
      const [first] = (same.length > 0 ? same : found).sort((a, b) => a.one.place - b.one.place);
      first?.list.splice(first.index, 1);
      return first?.one;
    },
    /** An announced line that is all of this one. */
    takeRest: (ended: boolean, stream: Stream, bytes: number, text: string) =>
      ended ? byKey.get(keyOf(stream, bytes, text))?.pop() : undefined,
  };
}

const isOfSameTask = ({ message }: Announcement, other: Announcement | undefined) =>
  message.from === other?.message.from;

const keyOf = (stream: Stream, bytes: number, text: string) =>
  `${stream} ${bytes} ${text.slice(0, COMPARED)}`;
