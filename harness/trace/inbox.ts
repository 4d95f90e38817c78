import { closeSync, openSync, readSync, watch } from 'node:fs';
import { type Said, text } from '../messages/text.ts';
import { beginning } from '../visible.ts';
import { asMessage } from './message-shape.ts';
import { type Message, processOf } from './messages.ts';

/** Reads a run's messages as they come. What is not a message is counted and left out. */
export interface Inbox extends Disposable {
  /** The messages since the last call. */
  take: () => Message[];
  /** Resolves when a message has come since the last `take`, or after so many milliseconds. */
  arrival: (milliseconds: number) => Promise<void>;
  /** Why the messages are not reliable, for a reader. */
  doubts: () => Said[];
  /** Why the run must end: it sends too many messages, or has too many tasks. */
  excess: () => Said | undefined;
  /** The processes that sent messages, or that messages tell of. */
  processes: () => Iterable<number>;
}

const CHUNK = 65_536;
const LINE_FEED = 10;

/**
 * How many messages a run may send. A program that prints as much as it may, 100 000 lines, sends as
 * many messages, of 27 MB; this is ten times as many.
 */
const MOST_MESSAGES = 1_000_000;
const MOST_BYTES = 256 * 1024 ** 2;

/** How many tasks a run may have: the harness holds up to three FIFOs open for each. */
export const MOST_TASKS = 6000;

/** Python writes infinite times in a way that is not JSON; that is not a mistake of the program. */
const ENDLESS = /"seconds":-?(?:inf|nan)\b/;

/**
 * @param isGate whether a gate has been given to a task; under the real clock there are none
 * @param most how many messages a run may have
 */
export function openInbox(
  file: string,
  isGate: (gate: number) => boolean,
  most = MOST_MESSAGES,
): Inbox {
  const descriptor = openSync(file, 'r');
  const chunk = Buffer.alloc(CHUNK);
  const tasks = new Set<string>();
  let position = 0;
  let messagesSoFar = 0;
  let invalid = 0;
  let firstInvalid = '';
  /** Reading a line that is longer than any message. */
  let skipping = false;
  let arrived = false;
  let wake: (() => void) | undefined;
  const watcher = watch(file, { persistent: false }, () => {
    arrived = true;
    wake?.();
  });

  const excess = () => {
    if (messagesSoFar > most) return text('usedUp', 'messages', most);
    if (position > MOST_BYTES) return text('usedUp', 'bytes', MOST_BYTES);
    return tasks.size > MOST_TASKS ? text('usedUp', 'tasks', MOST_TASKS) : undefined;
  };
  const reject = (line: string) => {
    if (ENDLESS.test(line)) return;
    if (invalid === 0) firstInvalid = beginning(line, 80);
    invalid += 1;
  };
  const read = (line: string): Message | undefined => {
    if (line === '') return undefined;
    const message = asMessage(parsed(line), isGate);
    if (message === undefined) reject(line);
    else if (message.event === 'create') tasks.add(message.child);
    else if (message.event === 'hello') tasks.add(message.from);
    return message;
  };
  return {
    take() {
      arrived = false;
      const messages: Message[] = [];
      while (excess() === undefined) {
        const count = readSync(descriptor, chunk, 0, CHUNK, position);
        if (count === 0) break;
        // Whole lines only: an observer may still be writing the last one. No message is as long as
        // a chunk: the observers cut what they repeat.
        const end = chunk.lastIndexOf(LINE_FEED, count - 1) + 1;
        if (end === 0) {
          if (count < CHUNK) break;
          if (!skipping) reject(chunk.toString('utf8', 0, CHUNK));
          skipping = true;
          position += count;
          continue;
        }
        position += end;
        const lines = chunk.toString('utf8', 0, end).split('\n');
        if (skipping) lines.shift();
        skipping = false;
        for (const line of lines) {
          const message = read(line);
          if (message !== undefined) messages.push(message);
        }
        messagesSoFar += lines.length;
      }
      return messages;
    },
    arrival(milliseconds) {
      if (arrived) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(() => wake?.(), milliseconds);
        wake = () => {
          clearTimeout(timer);
          wake = undefined;
          resolve();
        };
      });
    },
    doubts() {
      const told = excess();
      return [
        ...(invalid === 0 ? [] : [text('badMessages', invalid, firstInvalid)]),
        ...(told === undefined ? [] : [told]),
      ];
    },
    excess,
    processes: () => new Set([...tasks].map(processOf)),
    [Symbol.dispose]() {
      watcher.close();
      closeSync(descriptor);
    },
  };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
