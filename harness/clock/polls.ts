import { POLL_LOOKS } from '../looks.ts';
import type { TimedWaits } from './timed-waits.ts';
import type { Waiting } from './waiting.ts';

/** Keeps account of the tasks that look for something again and again. */
export function createPolls(timedWaits: Pick<TimedWaits, 'leave'>) {
  /** By address: the wait of a task that polls, until the task does anything else. */
  const polling = new Map<string, { wait: string; looks: number }>();
  let inARow = 0;
  const leave = (address: string) => {
    const poll = polling.get(address);
    if (poll === undefined) return;
    polling.delete(address);
    timedWaits.leave(poll.wait);
  };
  return {
    /** How many polls went on, one after the other, with nothing else between. */
    get inARow() {
      return inARow;
    },
    /** A task looks for something; or looks for it again. */
    enter(address: string, wait: string) {
      if (polling.get(address)?.wait !== wait) leave(address);
      if (!polling.has(address)) polling.set(address, { wait, looks: 0 });
    },
    /** The task does something else. */
    leave,
    /** What another does for ever must not keep a task that polls from its moment. */
    mayLook: ({ address, kind }: Pick<Waiting, 'address' | 'kind'>) =>
      kind !== 'poll' || (polling.get(address)?.looks ?? 0) < POLL_LOOKS,
    looked(address: string) {
      const poll = polling.get(address);
      if (poll !== undefined) poll.looks += 1;
    },
    /** Something goes on. */
    wentOn({ kind }: Pick<Waiting, 'kind'>) {
      inARow = kind === 'poll' ? inARow + 1 : 0;
    },
  };
}

export type Polls = ReturnType<typeof createPolls>;
