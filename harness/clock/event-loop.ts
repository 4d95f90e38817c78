import type { Waiting } from './waiting.ts';

/** A timer of an event loop of Node. */
export type Ringing = Waiting & { how: { bell: number; timer: number } };

const isRinging = (one: Waiting): one is Ringing => 'bell' in one.how;

/** Node keeps timers in a list for each duration, and rings those of one in their order. */
const listOf = ({ how, duration }: Ringing) => `${how.bell} ${duration}`;

/**
 * The timer of each loop that Node rings next: the one that is due first; of two that are due at
 * the same time, the one that was set first. (Of two lists with the same expiry Node takes the one
 * with the smaller id: `compareTimersLists` in lib/internal/timers.js.)
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
 * The timers that Node rings in one phase of its loop, before any immediate, once it has begun with
 * this one: all that are due in its list, then those of the other lists, in the order of their heads.
 */
export function phaseOf(first: Ringing, waiting: readonly Waiting[], now: bigint): Ringing[] {
  const loop = waiting.filter(isRinging).filter(({ how }) => how.bell === first.how.bell);
  const lists = Map.groupBy(loop, listOf);
  const own = lists.get(listOf(first)) ?? [];
  lists.delete(listOf(first));
  // The head of each list; the sort keeps the order of those that are due together.
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
