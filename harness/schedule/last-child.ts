import { readFileSync } from 'node:fs';

/**
 * Send a signal to the process that a thread started last, if it is still there: a thread that is
 * blocked until a process has ended (`spawnSync`) cannot do that itself.
 *
 * @param signal its number; Node's default is that of SIGTERM
 */
export function signalLastChild(pid: number, tid: number, signal: number): void {
  try {
    const children = readFileSync(`/proc/${pid}/task/${tid}/children`, 'latin1').trim().split(' ');
    const last = Number(children.at(-1));
    if (last > 0) process.kill(last, signal);
  } catch {
    // It has ended meanwhile.
  }
}
