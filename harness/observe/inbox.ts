import { closeSync, openSync, readSync, watch } from 'node:fs';
import { type Message, parseMessage } from './messages.ts';

/** Reads a run's messages as they come. */
export interface Inbox extends Disposable {
  /** The messages since the last call; none for none. */
  take: () => Message[];
  /** Resolves when a message has come since the last `take`, or after so many milliseconds. */
  arrival: (milliseconds: number) => Promise<void>;
}

const CHUNK = 65_536;

export function openInbox(file: string): Inbox {
  const descriptor = openSync(file, 'r');
  const chunk = Buffer.alloc(CHUNK);
  let position = 0;
  let arrived = false;
  let wake: (() => void) | undefined;
  const watcher = watch(file, { persistent: false }, () => {
    arrived = true;
    wake?.();
  });
  return {
    take() {
      arrived = false;
      const messages: Message[] = [];
      for (;;) {
        const count = readSync(descriptor, chunk, 0, CHUNK, position);
        if (count === 0) return messages;
        // Whole lines only: an observer may be in the middle of writing the last. None is as long
        // as a chunk: the observers cut what they repeat.
        const end = chunk.lastIndexOf(10, count - 1) + 1;
        if (end === 0) return messages;
        position += end;
        for (const line of chunk.toString('utf8', 0, end).split('\n')) {
          const message = parseMessage(line);
          if (message !== undefined) messages.push(message);
        }
      }
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
    [Symbol.dispose]() {
      watcher.close();
      closeSync(descriptor);
    },
  };
}
