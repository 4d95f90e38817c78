import type { Waiting } from './waiting.ts';

/** A timer of an event loop of Node. */
export type Ringing = Waiting & { how: { bell: number; timer: number } };

const isRinging = (one: Waiting): one is Ringing => 'bell' in one.how;

/** Node keeps timers in a list for each duration, and rings those of one in their order. */
const listOf = ({ how, duration }: Ringing) => `${how.bell} ${duration}`;

/**
 * The timer of each loop that Node rings next: the one that is due first, and of two that are due at
 * the very same time the one that was set first. (Of two lists with one expiry Node takes the one
 * with the lesser id: `compareTimersLists` in lib/internal/timers.js.)
 *
 * @param waiting in the order in which they were set
 */
export function firstTimers(waiting: readonly Waiting[]): Set<Waiting> {
  const loops = Map.groupBy(waiting.filter(isRinging), ({ how }) => how.bell);
  return new Set([...loops.values()].flatMap((timers) => firstOfLoop(timers) ?? []));
}

function firstOfLoop(timers: readonly Ringing[]): Ringing | undefined {
  const lists = new Set<string>();
  const heads = timers.filter((timer) => {
    const list = listOf(timer);
    return !lists.has(list) && lists.add(list);
  });
  return heads.reduce<Ringing | undefined>(
    (first, one) => (first === undefined || dueOf(one) < dueOf(first) ? one : first),
    undefined,
  );
}

const dueOf = ({ due }: Ringing) => due ?? 0n;

/**
 * What Node rings in one phase of its loop, before any immediate, once it has begun with a timer:
 * all of its list that are due, and then those of other lists, in the order in which they were
 * due.
 */
export function phaseOf(first: Ringing, waiting: readonly Waiting[], now: bigint): Ringing[] {
  const loop = waiting.filter(isRinging).filter(({ how }) => how.bell === first.how.bell);
  const lists = Map.groupBy(loop, listOf);
  const own = lists.get(listOf(first)) ?? [];
  lists.delete(listOf(first));
  // Of each list the head, as they were set; the sort leaves those in order that are due together.
  const heads = [...lists.values()].map((timers) => timers[0] as Ringing);
  const others = heads
    .filter((head) => dueOf(head) <= now)
    .sort((a, b) => (dueOf(a) < dueOf(b) ? -1 : Number(dueOf(a) > dueOf(b))))
    .map((head) => lists.get(listOf(head)) ?? []);
  return [own, ...others].flatMap((timers) => {
    const end = timers.findIndex((timer) => dueOf(timer) > now);
    return end === -1 ? timers : timers.slice(0, end);
  });
}
