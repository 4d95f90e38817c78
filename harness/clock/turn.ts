import type { Message } from '../trace/messages.ts';
import { dueAmong } from './may-go-on.ts';
import type { Waiting } from './waiting.ts';

/** A part of a line that was let out last, if nothing else happened since. */
export type Begun = Extract<Message, { event: 'text' }> | undefined;

export interface Moment {
  /** Nanoseconds since the program's start. */
  now: bigint;
  /** What is due goes before what could go on for ever. */
  isBusy: boolean;
  begun: Begun;
  /** The place of a task among the others. */
  order: (address: string) => number;
  /** Whether an address belongs to a task but is none. */
  isHelper: (address: string) => boolean;
}

/**
 * Whose turn it is: those that may go on now; or else those that are due first, however far away.
 * More than one is a choice.
 */
export function turnAmong(
  free: readonly Waiting[],
  { now, isBusy, begun, order, isHelper }: Moment,
): Waiting[] {
  // Others have what it sent. It ends before they do anything else; that is not a choice.
  const leaver = free.find(({ leaves }) => leaves);
  if (leaver !== undefined) return [leaver];
  // A line is one step: its next part follows at once.
  const next = free.find(({ message }) => begun !== undefined && goesOn(begun, message));
  if (next !== undefined) return [{ ...next, continues: true }];
  const due = dueAmong(free, now, isBusy);
  // A helper is not a task: when it goes on is not a choice.
  const helper = due.find(({ address }) => isHelper(address));
  if (helper !== undefined) return [helper];
  return due.sort((a, b) => order(a.address) - order(b.address));
}

/** Whether a message is the next part of the same line. */
const goesOn = (begun: NonNullable<Begun>, next: Message | undefined) =>
  (next?.event === 'text' || next?.event === 'line') &&
  next.from === begun.from &&
  next.stream === begun.stream;
