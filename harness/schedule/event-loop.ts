import type { Waiting } from './agenda.ts';

/** A timer of an event loop of Node. */
export type Ringing = Waiting & { how: { bell: number; timer: number } };

const isRinging = (one: Waiting): one is Ringing => 'bell' in one.how;

/** Node keeps timers in a list for each duration, and rings those of one in their order. */
const listOf = ({ how, duration }: Ringing) => `${how.bell} ${duration}`;

/**
 * The timers that Node may ring next: of each loop the lists whose first timer is due first. There
 * are several only where they are due at the very same time.
 */
export function firstTimers(waiting: readonly Waiting[]): Set<Waiting> {
  const loops = Map.groupBy(waiting.filter(isRinging), ({ how }) => how.bell);
  return new Set([...loops.values()].flatMap(firstOfLoop));
}

function firstOfLoop(timers: readonly Ringing[]): Ringing[] {
  const lists = new Set<string>();
  const heads = timers.filter((timer) => {
    const list = listOf(timer);
    return !lists.has(list) && lists.add(list);
  });
  const earliest = heads.map(dueOf).sort((a, b) => (a < b ? -1 : 1))[0];
  return heads.filter((timer) => dueOf(timer) === earliest);
}

const dueOf = ({ due }: Ringing) => due ?? 0n;

/**
 * What Node rings in one phase of its loop, before any immediate, once it has begun with a timer:
 * all of its list that are due, and then those of other lists, in the order in which they were
 * due. But a list that was due at the very same time may as well have been first.
 */
export function phaseOf(first: Ringing, waiting: readonly Waiting[], now: bigint): Ringing[] {
  const loop = waiting.filter(isRinging).filter(({ how }) => how.bell === first.how.bell);
  const phase: Ringing[] = [];
  for (let next: Ringing | undefined = first; next !== undefined; ) {
    const list = listOf(next);
    for (const timer of loop.filter((other) => listOf(other) === list)) {
      if (dueOf(timer) > now) break;
      phase.push(timer);
    }
    const [one, ...tied] = firstOfLoop(loop.filter((timer) => !phase.includes(timer)));
    const isNext = one !== undefined && tied.length === 0 && dueOf(one) <= now;
    next = isNext && dueOf(one) !== dueOf(first) ? one : undefined;
  }
  return phase;
}
