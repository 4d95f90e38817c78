import type { Option } from '../explore/policy.ts';
import type { Message } from '../trace/messages.ts';

/** A task, or a timer of one, that waits until it may go on. */
export interface Waiting extends Option {
  /** Opens a gate, or rings for a timer. */
  how: { gate: number } | { bell: number; timer: number };
  /** When it may go on, in nanoseconds; null for at once. */
  due: bigint | null;
  /** Of a poll: the event loop goes on in between, so that its timers may ring. */
  yields?: boolean;
  /** Of a timed wait, or a poll: its number among those of its task. */
  id?: number;
  /** Of work without a pause: when it began, in nanoseconds. */
  since?: bigint;
  /** Of a timer: for how long it was set, in seconds. */
  duration?: number;
  /** Sent when the timer rings, to the process that its thread started last and waits for. */
  signal?: number;
  /** It waits only for somebody outside the program: at this line; '' if the line is unknown. */
  outside?: string;
  address: string;
  /** It is about to end. */
  leaves?: boolean;
  /** It is the next part of a line whose last part came just before. */
  continues?: boolean;
  /** Goes into the log when the task goes on: a line is printed, a task starts, only then. */
  message: Message | undefined;
}
