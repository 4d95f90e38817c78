import { readlinkSync } from 'node:fs';
import { LockstepError } from '../errors.ts';

/**
 * Make sure that what the kernel tells of processes is about those that this one sees. In a process
 * namespace without a /proc of its own, every id there is another process's.
 *
 * @throws LockstepError NO_PROC
 */
export function requireOwnProc(proc: string): void {
  const self = selfIn(proc);
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

function selfIn(proc: string): string | undefined {
  try {
    return readlinkSync(`${proc}/self`);
  } catch {
    return undefined;
  }
}
