import type { Agenda } from './agenda.ts';
import type { BlockedThread } from './blocked-thread.ts';
import type { Input } from './standard-input.ts';
import type { Waiting } from './waiting.ts';

const NANOSECONDS_A_MILLISECOND = 1e6;

/**
 * Puts deadlines off. What waits in real time may bring what a timed wait of the program waits for:
 * no deadline may pass before as much real time has passed.
 *
 * @param isOutside whether any of these threads waits in real time
 * @param until when the run is stopped, in seconds of its time
 * @param clock milliseconds of real time
 */
export function createHold(
  agenda: Pick<Agenda, 'now' | 'outsideWorld'>,
  input: Pick<Input, 'isRead' | 'mustWait' | 'stop'>,
  isOutside: (threads: readonly BlockedThread[]) => boolean,
  until = Number.POSITIVE_INFINITY,
  clock: () => number = () => performance.now(),
) {
  /** Since when a deadline is put off, in milliseconds of real time. */
  let since: number | undefined;
  const isDeadline = ({ kind, address }: Waiting) =>
    kind === 'wait' || agenda.outsideWorld.peersOf(address).length > 0;
  return {
    /** Whether none of what is ready may go on yet. */
    mustWait(ready: readonly Waiting[], threads: readonly BlockedThread[]): boolean {
      const { now } = agenda;
      const next = ready[0]?.due;
      if (next != null && next > now && input.isRead(threads)) return input.mustWait(next);
      const due = ready.find(isDeadline)?.due;
      if (due == null || due <= now || !isOutside(threads)) return false;
      since ??= clock();
      const milliseconds = Number(due - now) / NANOSECONDS_A_MILLISECOND;
      const untilEnd = until * 1000 - Number(now) / NANOSECONDS_A_MILLISECOND;
      return clock() - since < Math.min(milliseconds, untilEnd);
    },
    /** Something goes on. */
    stop() {
      since = undefined;
      input.stop();
    },
  };
}

export type Hold = ReturnType<typeof createHold>;
