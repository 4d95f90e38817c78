import { readdirSync, readFileSync } from 'node:fs';

/** Where the kernel shows all processes of this machine (proc(5)); Linux only. */
export const PROC = '/proc';

/** The whole file; empty if its process has ended, or if it is not ours to read. */
export function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** What a folder holds; nothing if its process has ended, or if it is not ours to read. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The ids of all processes; none if their namespace has ended. */
export const processIds = (proc: string): number[] =>
  namesIn(proc)
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

/** The threads of a process, by the kernel's numbers. */
export const threadIds = (proc: string, pid: number): number[] =>
  namesIn(`${proc}/${pid}/task`).map(Number);

/** The children that one thread has started, the oldest first. */
export const childrenOfThread = (proc: string, pid: number, tid: number): number[] =>
  childrenIn(textIn(`${proc}/${pid}/task/${tid}/children`));

/** @param children of a thread: process ids, each with a space behind it */
export const childrenIn = (children: string): number[] =>
  children.split(' ').flatMap((pid) => (pid.trim() === '' ? [] : Number(pid)));

export const childrenOf = (proc: string, pid: number): number[] =>
  threadIds(proc, pid).flatMap((tid) => childrenOfThread(proc, pid, tid));
