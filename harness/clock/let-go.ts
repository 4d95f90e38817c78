import type { Lane } from '../launch/lane.ts';
import { processOf } from '../trace/messages.ts';
import type { Agenda } from './agenda.ts';
import { signalLastChild } from './last-child.ts';
import type { Waiting } from './waiting.ts';

/**
 * Lets tasks go on: opens their gates, or rings for their timers.
 *
 * @param proc where the kernel shows the program's processes
 */
export function createLetGo(
  agenda: Pick<Agenda, 'threadOf'>,
  lane: Pick<Lane, 'open' | 'ring'>,
  proc: string,
) {
  const ring = (bell: number, timers: readonly Waiting[]) => {
    lane.ring(
      bell,
      timers.flatMap(({ how }) => ('timer' in how ? how.timer : [])),
    );
    // Signal last: when the process ends, its parent looks at once whether its timer has rung.
    for (const { address, signal } of timers) {
      const thread = agenda.threadOf(address);
      if (signal !== undefined && thread !== undefined) {
        signalLastChild(proc, processOf(address), thread, signal);
      }
    }
  };
  /** @param released those that go on with it: timers of the same phase */
  return ({ how }: Waiting, released: readonly Waiting[]) => {
    if ('gate' in how) lane.open(how.gate);
    else ring(how.bell, released);
  };
}
