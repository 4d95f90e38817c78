import { systemCallOf, type ThreadFiles } from '../proc/thread-files.ts';
import { type Wait, waitOf } from './system-call.ts';

/** A thread of the program that the kernel has put to sleep. */
export interface BlockedThread {
  pid: number;
  tid: number;
  wait: Wait;
  /** Another text whenever it has run. */
  turns: string;
}

/** @returns undefined for a thread that waits in no system call */
export function readBlocked(
  files: ThreadFiles,
  thread: Pick<BlockedThread, 'pid' | 'tid' | 'turns'>,
): BlockedThread | undefined {
  const call = systemCallOf(files);
  // `-1`: it waits for a page of its memory, outside any system call.
  if (call.startsWith('running') || call.startsWith('-1')) return undefined;
  const { pid, tid, turns } = thread;
  return { pid, tid, wait: waitOf(call, process.arch), turns };
}
