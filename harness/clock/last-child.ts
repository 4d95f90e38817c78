import { childrenOfThread, PROC, processIds } from '../proc/files.ts';
import { linkIn } from '../proc/open-files.ts';
import { statusIn } from '../proc/status.ts';

/**
 * Send a signal to the process that a thread started last, if it is still there. A thread that is
 * blocked in `spawnSync` until that process ends cannot send it itself.
 *
 * @param proc where the kernel shows the program's processes, by the ids that they have there
 * @param signal its number; Node's default is that of SIGTERM
 */
export function signalLastChild(proc: string, pid: number, tid: number, signal: number): void {
  const last = childrenOfThread(proc, pid, tid).at(-1);
  if (last === undefined) return;
  const target = proc === PROC ? last : idHere(last, proc);
  try {
    if (target !== undefined) process.kill(target, signal);
  } catch {
    // It has ended meanwhile.
  }
}

/** The id that a process of a namespace has outside: inside, the same is another process's. */
function idHere(id: number, proc: string): number | undefined {
  const namespace = linkIn(`${proc}/${id}/ns/pid`);
  if (namespace === undefined) return undefined;
  return processIds(PROC).find((pid) => {
    const inside = statusIn(`${PROC}/${pid}`).row('NSpid').split('\t').at(-1);
    return inside === String(id) && linkIn(`${PROC}/${pid}/ns/pid`) === namespace;
  });
}
