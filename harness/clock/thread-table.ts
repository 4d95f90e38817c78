import {
  closeThread,
  openThread,
  type ThreadFiles,
  threadIdsNow,
  turnsFile,
} from '../proc/thread-files.ts';
import type { BlockedThread } from './blocked-thread.ts';

/** A thread of the program, as the last looks found it. */
export interface Thread {
  files: ThreadFiles;
  /** Its turns at the first pass. */
  first?: string;
  /** What it was found to wait for. That holds until it has run again. */
  blocked?: BlockedThread;
}

/**
 * The processes of a program and their threads, with the files of each held open.
 *
 * @param proc where the kernel shows them
 */
export function createThreadTable(proc: string) {
  const processes = new Map<number, Map<number, Thread>>();
  const turnsName = turnsFile();
  const forget = (pid: number, tid: number) => {
    const threads = processes.get(pid);
    const thread = threads?.get(tid);
    if (thread === undefined) return;
    closeThread(thread.files);
    threads?.delete(tid);
  };
  return {
    /** The known threads of each process. */
    processes: processes as ReadonlyMap<number, ReadonlyMap<number, Thread>>,
    has: (pid: number) => processes.has(pid),
    add(pid: number) {
      if (!processes.has(pid)) processes.set(pid, new Map());
    },
    /** The threads that a process has now; those that have ended are forgotten. */
    list(pid: number): number[] {
      const tids = threadIdsNow(`${proc}/${pid}`);
      for (const tid of processes.get(pid)?.keys() ?? []) {
        if (!tids.includes(tid)) forget(pid, tid);
      }
      if (tids.length === 0) processes.delete(pid);
      return tids;
    },
    /** @throws Error if the thread has ended, or if the harness may not open more files */
    open(pid: number, tid: number): Thread {
      const threads = processes.get(pid);
      const known = threads?.get(tid);
      if (known !== undefined) return known;
      const thread = { files: openThread(`${proc}/${pid}/task/${tid}`, turnsName) };
      threads?.set(tid, thread);
      return thread;
    },
    forget,
    [Symbol.dispose]() {
      for (const [pid, threads] of processes) {
        for (const tid of [...threads.keys()]) forget(pid, tid);
      }
    },
  };
}
