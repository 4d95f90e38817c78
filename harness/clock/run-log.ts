import type { Message } from '../trace/messages.ts';

/** The time of a run, in nanoseconds since the program's start. */
export interface VirtualTime {
  now: bigint;
}

/** What has happened in a run, each at its virtual time. */
export function createRunLog(time: VirtualTime) {
  const messages: Message[] = [];
  return {
    messages,
    add(message: Message) {
      messages.push({ ...message, at: Number(time.now) });
    },
  };
}

export type RunLog = ReturnType<typeof createRunLog>;
