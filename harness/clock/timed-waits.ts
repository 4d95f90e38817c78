import type { BlockedThread } from './blocked-thread.ts';

/**
 * Nanoseconds: deadlines are multiples of this. Each reading of the clock moves it by 1 ns, so a
 * program that computes how long it may still wait gets slightly less, and would wake just before
 * others at the same instant. An event loop of 1000 rounds reads the clock 2000 times; Linux takes
 * 60 000 ns for a short sleep.
 */
const TICK = 10_000n;

/** When a wait of so many seconds ends if it begins now, in nanoseconds. */
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
 * The waits for something that have a deadline. A task waiting this way is held at a gate, where what
 * it waits for cannot wake it: so it looks again whenever any other thread has run.
 */
export function createTimedWaits() {
  /** By address, in the order in which they began: the oldest looks first. */
  const waits = new Map<string, TimedWait>();
  /** Those that looked and did not find what they wait for. */
  const vain = new Set<string>();
  /** Those that have begun to wait, or looked, since the last call of `look`. */
  const fresh = new Set<string>();
  /** The threads at the last look, and how often each had run; unknown while nobody waits. */
  let known: ReadonlyMap<number, string> | undefined;

  return {
    /** A task waits; or it has looked again without success, which changes no deadline. */
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
     * Find out which threads have run since the last call. One that looked without success changed
     * nothing.
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
        // Its own thread runs without a message when it handles a signal, which may end the wait.
        const isOther = (tid: number) => tid !== own || !fresh.has(address);
        wait.stale ||= ran === undefined || [...ran].some(isOther);
      }
      fresh.clear();
    },
    /** The next wait that is to look again. */
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
