import type { BlockedThread } from './blocked-thread.ts';

/**
 * What is due is due at a multiple of this, in nanoseconds. A program that computes how long it may
 * still wait finds a hair less than there is, since each reading moves its clock by 1 ns: what
 * should end at the instant at which another wakes would end just before. An event loop of 1000
 * rounds reads its clock some 2000 times; a short sleep takes 60 000 ns by Linux's timers.
 */
const TICK = 10_000n;

/** When a wait of so many seconds that begins now is over, in nanoseconds. */
export function deadline(now: bigint, seconds: number): bigint {
  const end = now + BigInt(Math.round(seconds * 1e9));
  return ((end + TICK - 1n) / TICK) * TICK;
}

/** A task may begin another timed wait in a signal handler, while the first goes on. */
export const waitOf = (address: string, id: number): string => `${address} ${id}`;

/** The address of the task that waits. */
export const addressOf = (wait: string): string => wait.slice(0, wait.indexOf(' '));

interface TimedWait {
  id: number;
  due: bigint;
  /** Others may have run since it looked for what it waits for. */
  stale: boolean;
}

/**
 * The waits for something that have a deadline. Who waits so stands at a gate, where what it waits
 * for cannot wake it: so whenever any other thread has run, it is let look again.
 */
export function createTimedWaits() {
  /** By address, in the order in which they began: who came first looks first. */
  const waits = new Map<string, TimedWait>();
  /** Those who looked, in vain. */
  const vain = new Set<string>();
  /** Those who have begun to wait, or looked, since the last call of `look`. */
  const fresh = new Set<string>();
  /** The threads at the last look, and how often each had run; unknown while nobody waits. */
  let known: ReadonlyMap<number, string> | undefined;

  return {
    /** A task waits; or it has looked again, in vain, which changes no deadline. */
    enter(address: string, id: number, now: bigint, seconds: number) {
      const before = waits.get(address);
      fresh.add(address);
      if (before?.id === id) {
        vain.add(address);
        return { due: before.due, isNew: false };
      }
      const due = deadline(now, seconds);
      waits.delete(address);
      waits.set(address, { id, due, stale: false });
      return { due, isNew: true };
    },
    leave(address: string) {
      waits.delete(address);
      fresh.delete(address);
      vain.delete(address);
    },
    /**
     * Find out who has run since the last call. Who looked in vain has changed nothing.
     *
     * @param threads those that matter
     */
    look(
      threads: readonly Pick<BlockedThread, 'tid' | 'turns'>[],
      threadOf: (address: string) => number | undefined,
    ) {
      const before = known;
      known = undefined;
      if (waits.size === 0) return;
      known = new Map(threads.map(({ tid, turns }) => [tid, turns]));
      const ran = before === undefined ? undefined : differing(before, known);
      for (const address of vain) ran?.delete(threadOf(address) ?? -1);
      vain.clear();
      for (const [address, wait] of waits) {
        const own = threadOf(address);
        // It runs itself without a word when it handles a signal, which may bring what it waits for.
        const isOther = (tid: number) => tid !== own || !fresh.has(address);
        wait.stale ||= ran === undefined || [...ran].some(isOther);
      }
      fresh.clear();
    },
    /** Who is to look again. */
    next(isThere: (address: string) => boolean): string | undefined {
      for (const [address, wait] of waits) {
        if (!wait.stale || !isThere(address)) continue;
        wait.stale = false;
        return address;
      }
      return undefined;
    },
  };
}

export type TimedWaits = ReturnType<typeof createTimedWaits>;

/** The threads that have run, have come or are gone. */
function differing(one: ReadonlyMap<number, string>, other: ReadonlyMap<number, string>) {
  return new Set([...one.keys(), ...other.keys()].filter((tid) => one.get(tid) !== other.get(tid)));
}
