import { freeAmong } from './may-go-on.ts';
import type { Waiting } from './waiting.ts';

const isAtGate = ({ how }: Waiting) => 'gate' in how;

/** All that waits in a run until it may go on. */
export function createWaitingRoom() {
  let waiting: Waiting[] = [];
  /** At gates of tasks that are to end but cannot yet: a thread of Node must leave its gate first. */
  let leaving: Waiting[] = [];
  const dismissed = new Set<string>();
  return {
    /** What waits, in the order in which it came; without what was dismissed. */
    get all(): readonly Waiting[] {
      return waiting;
    },
    /** The next gate of a task that is to end. */
    get nextToLeave(): Waiting | undefined {
      return leaving[0];
    },
    /** Which of those that wait may go on, at whatever time. */
    free: () => freeAmong(waiting),
    admit(one: Waiting) {
      if (!dismissed.has(one.address)) waiting.push(one);
      else if (isAtGate(one)) leaving.push(one);
    },
    /** The tasks with these addresses are to end, wherever they wait. */
    dismiss(addresses: readonly string[]) {
      for (const address of addresses) dismissed.add(address);
      const isTheirs = ({ address }: Waiting) => addresses.includes(address);
      leaving.push(...waiting.filter((one) => isAtGate(one) && isTheirs(one)));
      waiting = waiting.filter((one) => !isTheirs(one));
    },
    /** Another task has been given the address of one that was dismissed. */
    readmit(address: string) {
      dismissed.delete(address);
    },
    /** These wait no more. */
    remove(isGone: (one: Waiting) => boolean) {
      waiting = waiting.filter((one) => !isGone(one));
    },
    /** These go on, or their threads have ended. */
    letGo(isGone: (one: Waiting) => boolean) {
      waiting = waiting.filter((one) => !isGone(one));
      leaving = leaving.filter((one) => !isGone(one));
    },
  };
}

export type WaitingRoom = ReturnType<typeof createWaitingRoom>;
