import { readFileSync, readlinkSync } from 'node:fs';
import { LockstepError } from '../errors.ts';
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
  throw new LockstepError('NO_PROC', {
    what: `${proc} does not show the processes of this process namespace.`,
    why:
      self === undefined
        ? `There is no ${proc}/self.`
        : `This process is ${process.pid} here and ${self} there.`,
    next: 'Mount it: unshare --pid --fork --mount-proc, or mount -t proc proc /proc in the container.',
  });
}

/**
 * Why the virtual clock cannot see here what threads wait for; undefined if it can.
 *
 * @param pid of a child of this process
 */
export function flawIn(proc: string, pid: number): string | undefined {
  try {
    if (Number(readlinkSync(`${proc}/self`)) !== process.pid) {
      return `${proc} shows the processes of another pid namespace.`;
    }
    for (const file of ['stat', 'syscall', 'children']) {
      readFileSync(`${proc}/${pid}/task/${pid}/${file}`);
    }
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EMFILE' || code === 'ENFILE') throw error;
    return `A child's ${proc} cannot be read: ${message}.`;
  }
}
