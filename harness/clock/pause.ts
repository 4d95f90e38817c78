import { setImmediate as turn } from 'node:timers/promises';
import { sleepNow } from '../launch/sleep-now.ts';
import { QUICK, QUICK_LOOKS, SLOW } from '../looks.ts';
import type { Inbox } from '../trace/inbox.ts';

/**
 * Wait before the next look at a program.
 *
 * @param looks how many came since something happened
 */
export async function pause(looks: number, inbox: Pick<Inbox, 'arrival'>): Promise<void> {
  if (looks > QUICK_LOOKS) return inbox.arrival(slowPause(looks - QUICK_LOOKS));
  sleepNow(QUICK);
  await turn();
}

const slowPause = (count: number) => Math.min(SLOW.least * SLOW.growth ** (count - 1), SLOW.most);
