import { readFileSync, readlinkSync } from 'node:fs';
import { LockstepError, type Why } from '../errors.ts';
import { linkIn } from './open-files.ts';

/**
 * Make sure that /proc shows the processes that this one sees. In a process namespace without a
 * /proc of its own, every id there is another process's.
 *
 * @throws LockstepError NO_PROC
 */
export function requireOwnProc(proc: string): void {
  const self = linkIn(`${proc}/self`);
  if (self === String(process.pid)) return;
  throw new LockstepError('NO_PROC', (m) => m.errors.wrongProc(proc, process.pid, self));
}

/**
 * Why the virtual clock cannot see here what threads wait for; undefined if it can.
 *
 * @param pid of a child of this process
 */
export function flawIn(proc: string, pid: number): Why | undefined {
  try {
    if (Number(readlinkSync(`${proc}/self`)) !== process.pid) {
      return (m) => m.errors.whyEnvironment.otherNamespace(proc);
    }
    for (const file of ['stat', 'syscall', 'children']) {
      readFileSync(`${proc}/${pid}/task/${pid}/${file}`);
    }
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EMFILE' || code === 'ENFILE') throw error;
    return (m) => m.errors.whyEnvironment.unreadableProc(proc, message);
  }
}
