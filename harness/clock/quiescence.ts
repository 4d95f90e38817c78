import { PROC } from '../proc/files.ts';
import {
  childrenOf,
  isBlocked,
  isZombie,
  stateOf,
  throwIfOutOfFiles,
  turnsOf,
} from '../proc/thread-files.ts';
import { type BlockedThread, readBlocked } from './blocked-thread.ts';
import { momentaryWaits } from './momentary.ts';
import { createThreadTable, type Thread } from './thread-table.ts';

/** Looks whether every thread of every process of a program is blocked in the kernel. */
export interface Watch extends Disposable {
  /** Watch this process too. Its descendants are found. */
  add: (pid: number) => void;
  /**
   * The threads, if all are blocked and none has run while this looked; undefined otherwise.
   *
   * Sound, where one look at the states is not: a ring of threads that always runs is seen all
   * asleep by 2 % of single looks, and by none of 140 000 of these. There are two passes. The same
   * threads are in both, each is asleep in the second (or dead, with nobody waiting for it yet), none
   * was scheduled since the first, each is in a system call, and in none that is over by itself in a
   * moment. So all slept between the passes: a thread that was awake then has run, or is not asleep
   * yet. Only the second pass lists the threads: whoever made one since the first has run. The
   * caller adds the last condition: no message has come meanwhile.
   */
  look: () => BlockedThread[] | undefined;
}

/** A thread at the second pass. */
interface Seen {
  pid: number;
  tid: number;
  thread: Thread;
  turns: string;
  dead: boolean;
}

/**
 * @param isHousekeeping whether a timed wait is the runtime's own, and means nothing to the program
 * @param proc where the kernel shows the processes, by the ids that they have there
 */
export function watch(
  isHousekeeping: (thread: BlockedThread) => boolean,
  proc: string = PROC,
): Watch {
  const table = createThreadTable(proc);
  const isMomentary = momentaryWaits(isHousekeeping, proc);
  let busy: { pid: number; tid: number } | undefined;

  /** The thread that ran at the last look: mostly it still runs, and nothing else need be read. */
  const isStillBusy = () => {
    const thread = busy && table.processes.get(busy.pid)?.get(busy.tid);
    if (thread === undefined) return false;
    try {
      return !isBlocked(stateOf(thread.files));
    } catch {
      return false; // It ended meanwhile.
    }
  };

  /** Over the known threads. How many there are; undefined if one runs, or if some are gone. */
  const firstPass = (): number | undefined => {
    let count = 0;
    let isAnyGone = false;
    for (const [pid, threads] of table.processes) {
      for (const [tid, thread] of threads) {
        try {
          thread.first = turnsOf(thread.files);
          // Only to be done sooner: a thread that has not run for long hardly runs now.
          if (thread.blocked?.turns !== thread.first && !isBlocked(stateOf(thread.files))) {
            busy = { pid, tid };
            return undefined;
          }
        } catch (error) {
          throwIfOutOfFiles(error);
          table.forget(pid, tid);
          isAnyGone = true; // All of a process that has ended are gone: a Node has a dozen.
        }
        count += 1;
      }
    }
    return isAnyGone ? undefined : count;
  };

  /** Over all threads that there are; undefined if one runs, or has just come or gone. */
  const secondPass = (): Seen[] | undefined => {
    const seen: Seen[] = [];
    for (const pid of table.processes.keys()) {
      for (const tid of table.list(pid)) {
        try {
          const thread = table.open(pid, tid);
          const state = stateOf(thread.files);
          if (!isBlocked(state)) {
            busy = { pid, tid };
            return undefined;
          }
          seen.push({ pid, tid, thread, turns: turnsOf(thread.files), dead: isZombie(state) });
        } catch (error) {
          throwIfOutOfFiles(error);
          table.forget(pid, tid); // It ended while we looked.
          return undefined;
        }
      }
    }
    return seen;
  };

  /** Watch the children of a thread, too. Whether any of them is new. */
  const addChildren = ({ files }: Thread): boolean => {
    let isAnyNew = false;
    for (const child of childrenOf(files)) {
      if (table.has(child)) continue;
      table.add(child);
      isAnyNew = true;
    }
    return isAnyNew;
  };

  /** What each thread waits for; undefined if one has run since the first pass, or is new. */
  const waitsOf = (seen: readonly Seen[]): BlockedThread[] | undefined => {
    const blocked: BlockedThread[] = [];
    const headless = headlessAmong(seen);
    let grown = false;
    for (const { pid, tid, thread, turns, dead } of seen) {
      if (thread.first !== turns) return undefined;
      if (dead) continue;
      try {
        const hasRun = thread.blocked?.turns !== turns;
        const found = hasRun ? readBlocked(thread.files, { pid, tid, turns }) : thread.blocked;
        if (found === undefined || isMomentary(found, thread.files)) return undefined;
        blocked.push(found);
        if (!hasRun && pid !== tid && !headless.has(pid)) continue;
        if (addChildren(thread)) grown = true;
        thread.blocked = found; // Only now: its children are known, too.
      } catch {
        return undefined; // It ended while we looked.
      }
    }
    return grown ? undefined : blocked;
  };

  return {
    add: table.add,
    look() {
      if (isStillBusy()) return undefined;
      busy = undefined;
      const count = firstPass();
      if (count === undefined) return undefined;
      const seen = secondPass();
      return seen === undefined || seen.length !== count ? undefined : waitsOf(seen);
    },
    [Symbol.dispose]: () => table[Symbol.dispose](),
  };
}

/** Processes whose first thread is dead: any other of their threads inherits the children. */
const headlessAmong = (seen: readonly Seen[]): Set<number> =>
  new Set(seen.flatMap(({ pid, tid, dead }) => (dead && pid === tid ? pid : [])));
