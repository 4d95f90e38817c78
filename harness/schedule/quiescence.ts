import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { type Wait, waitOf } from './system-call.ts';

/** A thread of the program that the kernel has put to sleep. */
export interface BlockedThread {
  pid: number;
  tid: number;
  wait: Wait;
}

/**
 * How long a wait that may be over in a moment must last before it counts as rest, in
 * milliseconds of real time. The runtimes sleep for moments in the midst of their work: V8 backs off from a contended lock for
 * 1 ms at most, and a look that took that for rest was wrong in 1 of 30 runs with Workers or forks.
 */
const PATIENCE = 20;

/** Looks whether every thread of every process of a program is blocked in the kernel. */
export interface Watch extends Disposable {
  /** Watch this process too. Its descendants are found. */
  add: (pid: number) => void;
  /**
   * The threads, if all are blocked and none has run while this looked; undefined otherwise.
   *
   * Sound, where one look at the states is not: a ring of threads that always runs is seen all
   * asleep by 2 % of single looks, and by none of 140 000 of these. Two passes: the same threads in
   * both, each asleep (or dead, and not yet buried), none scheduled in between, each in a system
   * call, and in none that is over by itself in a moment. The caller adds the last condition: no message has come meanwhile.
   */
  look: () => BlockedThread[] | undefined;
}

interface ThreadFiles {
  stat: number;
  counters: number;
  syscall: number;
  children: number;
}

interface Seen {
  pid: number;
  tid: number;
  files: ThreadFiles;
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
 */
export function watch(isHousekeeping: (thread: BlockedThread) => boolean): Watch {
  const processes = new Map<number, Map<number, ThreadFiles>>();
  /** Timed waits that go on, by thread. */
  const timed = new Map<number, { counters: string; since: number }>();
  const isMomentary = (thread: BlockedThread, counters: string) => {
    if (!thread.wait.momentary || isHousekeeping(thread)) return false;
    const known = timed.get(thread.tid);
    if (known?.counters === counters) return performance.now() - known.since < PATIENCE;
    timed.set(thread.tid, { counters, since: performance.now() });
    return true;
  };
  const forget = (pid: number, tid: number) => {
    const threads = processes.get(pid);
    const files = threads?.get(tid);
    if (files === undefined) return;
    for (const descriptor of Object.values(files)) closeSync(descriptor);
    threads?.delete(tid);
  };

  /** One pass over all threads; undefined where one runs, or has just come or gone. */
  const pass = (): Seen[] | undefined => {
    const seen: Seen[] = [];
    for (const [pid, threads] of processes) {
      const tids = threadIds(pid);
      for (const tid of threads.keys()) {
        if (!tids.includes(tid)) forget(pid, tid);
      }
      if (tids.length === 0) processes.delete(pid);
      for (const tid of tids) {
        try {
          let files = threads.get(tid);
          if (files === undefined) {
            files = openThread(pid, tid);
            threads.set(tid, files);
          }
          const length = readSync(files.stat, buffer, 0, buffer.length, 0);
          const state = buffer.lastIndexOf(CLOSING_BRACKET, length) + 2;
          if (!BLOCKED_STATES.has(buffer[state] as number)) return undefined;
          const dead = buffer[state] === ZOMBIE;
          seen.push({ pid, tid, files, counters: countersOf(files), dead });
        } catch {
          forget(pid, tid); // It ended while we looked.
          return undefined;
        }
      }
    }
    return seen;
  };

  const look = () => {
    const first = pass();
    if (first === undefined) return undefined;
    const second = pass();
    if (second === undefined || second.length !== first.length) return undefined;
    const blocked: BlockedThread[] = [];
    let grown = false;
    for (const [index, { pid, tid, files, counters, dead }] of second.entries()) {
      if (first[index]?.tid !== tid || first[index]?.counters !== counters) return undefined;
      if (dead) continue;
      try {
        const syscall = text(files.syscall);
        if (syscall.startsWith('running')) return undefined;
        const thread = { pid, tid, wait: waitOf(syscall, process.arch) };
        if (isMomentary(thread, counters)) return undefined;
        blocked.push(thread);
        for (const child of text(files.children).split(' ')) {
          if (child === '' || processes.has(Number(child))) continue;
          processes.set(Number(child), new Map());
          grown = true;
        }
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

function threadIds(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    return [];
  }
}

/** Kept open: to read again costs a quarter of opening again. */
function openThread(pid: number, tid: number): ThreadFiles {
  const opened: number[] = [];
  try {
    for (const name of ['stat', COUNTERS, 'syscall', 'children']) {
      opened.push(openSync(`/proc/${pid}/task/${tid}/${name}`, 'r'));
    }
  } catch (error) {
    for (const descriptor of opened) closeSync(descriptor);
    throw error;
  }
  const [stat, counters, syscall, children] = opened as [number, number, number, number];
  return { stat, counters, syscall, children };
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
