import { readFileSync, readlinkSync } from 'node:fs';
import { PROC, processIds } from '../launch/process-tree.ts';

/**
 * Send a signal to the process that a thread started last, if it is still there: a thread that is
 * blocked until a process has ended (`spawnSync`) cannot do that itself.
 *
 * @param proc where the kernel tells of the program's processes, by the ids that they have there
 * @param signal its number; Node's default is that of SIGTERM
 */
export function signalLastChild(proc: string, pid: number, tid: number, signal: number): void {
  try {
    const children = readFileSync(`${proc}/${pid}/task/${tid}/children`, 'latin1').trim();
    const last = Number(children.split(' ').at(-1));
    const target = proc === PROC ? last : idHere(last, proc);
    if (target !== undefined && target > 0) process.kill(target, signal);
  } catch {
    // It has ended meanwhile.
  }
}

/** The id that a process of a namespace has outside: inside, the same is another process's. */
function idHere(id: number, proc: string): number | undefined {
  const namespace = readlinkSync(`${proc}/${id}/ns/pid`);
  return processIds(PROC).find((pid) => {
    try {
      const status = readFileSync(`${PROC}/${pid}/status`, 'latin1');
      const own = /^NSpid:.*\s(\d+)$/m.exec(status)?.[1];
      return own === String(id) && readlinkSync(`${PROC}/${pid}/ns/pid`) === namespace;
    } catch {
      return false; // It has ended, or is not ours to read.
    }
  });
}
