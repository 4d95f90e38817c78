import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { PROC } from '../launch/process-tree.ts';
import { MOMENT, PATIENCE, PATIENT_LOOK } from '../limits.ts';
import { type Wait, waitOf } from './system-call.ts';
import { millisecondsOf } from './time-left.ts';

/** A thread of the program that the kernel has put to sleep. */
export interface BlockedThread {
  pid: number;
  tid: number;
  wait: Wait;
  /** Another text whenever it has run. */
  turns: string;
}

/** Looks whether every thread of every process of a program is blocked in the kernel. */
export interface Watch extends Disposable {
  /** Watch this process too. Its descendants are found. */
  add: (pid: number) => void;
  /**
   * The threads, if all are blocked and none has run while this looked; undefined otherwise.
   *
   * Sound, where one look at the states is not: a ring of threads that always runs is seen all
   * asleep by 2 % of single looks, and by none of 140 000 of these. Two passes: the same threads in
   * both, each asleep in the second (or dead, and not yet buried), none scheduled since the first, each
   * in a system call, and in none that is over by itself in a moment. So all slept between the passes:
   * who was awake then has run, or is not asleep yet. Only the second lists the threads: who made one
   * since the first has run. The caller adds the last condition: no message
   * has come meanwhile.
   */
  look: () => BlockedThread[] | undefined;
}

interface ThreadFiles {
  stat: number;
  counters: number;
  syscall: number;
  children: number;
}

interface Thread {
  files: ThreadFiles;
  /** How often it had run at the first pass. */
  first?: string;
  /** What it was found to wait for. That holds until it has run again. */
  blocked?: BlockedThread;
}

interface Seen {
  pid: number;
  tid: number;
  thread: Thread;
  counters: string;
  dead: boolean;
}

const buffer = Buffer.alloc(8192);
const SPACE = 32;
const CLOSING_BRACKET = 41;
const ZOMBIE = 'Z'.charCodeAt(0);
/** Asleep, dead and not yet buried, stopped. `D` waits for a disk, and is as good as running. */
const BLOCKED_STATES = new Set(['S', 'Z', 'T', 't'].map((state) => state.charCodeAt(0)));

/**
 * `schedstat` counts how often a thread was put on a processor, and costs a fifth of `status`,
 * which has the context switches; a kernel without CONFIG_SCHED_INFO has zeros in it.
 */
const COUNTERS = countsInSchedstat() ? 'schedstat' : 'status';

function countsInSchedstat(): boolean {
  try {
    return !/ 0\s*$/.test(readFileSync('/proc/self/schedstat', 'latin1'));
  } catch {
    return false;
  }
}

/**
 * @param isHousekeeping whether a timed wait is the runtime's own, and means nothing to the program
 * @param proc where the kernel tells of the processes, by the ids that they have there
 */
export function watch(
  isHousekeeping: (thread: BlockedThread) => boolean,
  proc: string = PROC,
): Watch {
  const processes = new Map<number, Map<number, Thread>>();
  let busy: { pid: number; tid: number } | undefined;
  /** Waits that may be over soon, by thread. */
  const recent = new Map<number, { counters: string; seen: number; at: number }>();
  const isMomentary = (blocked: BlockedThread, { thread, counters }: Seen) => {
    const { pid, tid, wait } = blocked;
    if (!(wait.timed || wait.untilRead) || isHousekeeping(blocked)) return false;
    const remaining =
      wait.limit === undefined ? undefined : millisecondsOf(`${proc}/${pid}/mem`, wait.limit);
    // What stands in its memory is that time only as long as it waits.
    if (remaining !== undefined) return remaining < MOMENT || countersOf(thread.files) !== counters;
    const known = recent.get(tid);
    const at = performance.now();
    if (known?.counters !== counters) {
      recent.set(tid, { counters, seen: 0, at });
      return true;
    }
    // A harness that was stopped or starved meanwhile has read nothing: that time does not count.
    known.seen += Math.min(at - known.at, PATIENT_LOOK);
    known.at = at;
    return known.seen < PATIENCE;
  };
  const forget = (pid: number, tid: number) => {
    const threads = processes.get(pid);
    const thread = threads?.get(tid);
    if (thread === undefined) return;
    for (const descriptor of Object.values(thread.files)) closeSync(descriptor);
    threads?.delete(tid);
  };

  /** The first pass, over the threads that are known. How many; undefined where one runs, or some are gone. */
  const remember = (): number | undefined => {
    let count = 0;
    let isAnyGone = false;
    for (const [pid, threads] of processes) {
      for (const [tid, thread] of threads) {
        try {
          thread.first = countersOf(thread.files);
          // Only to be done sooner: who has not run for long hardly runs now.
          if (
            thread.blocked?.turns !== thread.first &&
            !BLOCKED_STATES.has(stateOf(thread.files))
          ) {
            busy = { pid, tid };
            return undefined;
          }
        } catch (error) {
          throwIfOutOfFiles(error);
          forget(pid, tid);
          isAnyGone = true; // All of a process that has ended are: a Node has a dozen.
        }
        count += 1;
      }
    }
    return isAnyGone ? undefined : count;
  };

  /** The second pass, over all that there are; undefined where one runs, or has just come or gone. */
  const pass = (): Seen[] | undefined => {
    const seen: Seen[] = [];
    for (const [pid, threads] of processes) {
      const tids = threadIds(`${proc}/${pid}/task`);
      for (const tid of threads.keys()) {
        if (!tids.includes(tid)) forget(pid, tid);
      }
      if (tids.length === 0) processes.delete(pid);
      for (const tid of tids) {
        try {
          let thread = threads.get(tid);
          if (thread === undefined) {
            thread = { files: openThread(`${proc}/${pid}/task/${tid}`) };
            threads.set(tid, thread);
          }
          const state = stateOf(thread.files);
          if (!BLOCKED_STATES.has(state)) {
            busy = { pid, tid };
            return undefined;
          }
          const counters = countersOf(thread.files);
          seen.push({ pid, tid, thread, counters, dead: state === ZOMBIE });
        } catch (error) {
          throwIfOutOfFiles(error);
          forget(pid, tid); // It ended while we looked.
          return undefined;
        }
      }
    }
    return seen;
  };

  /** The thread that was running at the last look: mostly it still is, and no more need be read. */
  const isStillBusy = () => {
    const thread = busy && processes.get(busy.pid)?.get(busy.tid);
    busy = undefined;
    if (thread === undefined) return false;
    try {
      return !BLOCKED_STATES.has(stateOf(thread.files));
    } catch {
      return false; // It ended meanwhile.
    }
  };

  const look = () => {
    const last = busy;
    if (isStillBusy()) {
      busy = last;
      return undefined;
    }
    const count = remember();
    if (count === undefined) return undefined;
    const second = pass();
    if (second === undefined || second.length !== count) return undefined;
    const blocked: BlockedThread[] = [];
    /** Where the first thread is dead, any other inherits the children of those that end. */
    const headless = new Set(
      second.flatMap(({ pid, tid, dead }) => (dead && pid === tid ? pid : [])),
    );
    let grown = false;
    for (const one of second) {
      const { pid, tid, thread, counters, dead } = one;
      if (thread.first !== counters) return undefined;
      if (dead) continue;
      try {
        const hasRun = thread.blocked?.turns !== counters;
        const found = hasRun ? readBlocked(one) : thread.blocked;
        if (found === undefined || isMomentary(found, one)) return undefined;
        blocked.push(found);
        if (!hasRun && pid !== tid && !headless.has(pid)) continue;
        for (const child of text(thread.files.children).split(' ')) {
          if (child === '' || processes.has(Number(child))) continue;
          processes.set(Number(child), new Map());
          grown = true;
        }
        thread.blocked = found; // Only now: its children are known, too.
      } catch {
        return undefined; // It ended while we looked.
      }
    }
    return grown ? undefined : blocked;
  };

  return {
    add(pid) {
      if (!processes.has(pid)) processes.set(pid, new Map());
    },
    look,
    [Symbol.dispose]() {
      for (const [pid, threads] of processes) {
        for (const tid of [...threads.keys()]) forget(pid, tid);
      }
    },
  };
}

function readBlocked({ pid, tid, thread, counters }: Seen): BlockedThread | undefined {
  const syscall = text(thread.files.syscall);
  // `-1`: it was stopped in the midst of its own code, by a page that is not there.
  if (syscall.startsWith('running') || syscall.startsWith('-1')) return undefined;
  return { pid, tid, wait: waitOf(syscall, process.arch), turns: counters };
}

function threadIds(folder: string): number[] {
  try {
    return readdirSync(folder).map(Number);
  } catch (error) {
    throwIfOutOfFiles(error);
    return [];
  }
}

/** What cannot be looked at has not ended, and is not busy either. */
function throwIfOutOfFiles(error: unknown): void {
  if (['EMFILE', 'ENFILE', 'ENOMEM'].includes(String((error as NodeJS.ErrnoException).code))) {
    throw error;
  }
}

/** Kept open: to read again costs a quarter of opening again. */
function openThread(folder: string): ThreadFiles {
  const opened: number[] = [];
  try {
    for (const name of ['stat', COUNTERS, 'syscall', 'children']) {
      opened.push(openSync(`${folder}/${name}`, 'r'));
    }
  } catch (error) {
    for (const descriptor of opened) closeSync(descriptor);
    throw error;
  }
  const [stat, counters, syscall, children] = opened as [number, number, number, number];
  return { stat, counters, syscall, children };
}

function stateOf({ stat }: ThreadFiles): number {
  // `tid (name) state …`: the name may hold brackets of its own.
  const length = readSync(stat, buffer, 0, buffer.length, 0);
  return buffer[buffer.lastIndexOf(CLOSING_BRACKET, length) + 2] as number;
}

function countersOf({ counters }: ThreadFiles): string {
  const all = text(counters);
  return COUNTERS === 'schedstat' ? all : all.slice(all.indexOf('voluntary_ctxt_switches'));
}

function text(descriptor: number): string {
  let length = readSync(descriptor, buffer, 0, buffer.length, 0);
  while (length > 0 && (buffer[length - 1] as number) <= SPACE) length -= 1;
  return buffer.toString('latin1', 0, length);
}
