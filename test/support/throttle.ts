import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds in which a throttled process is stopped, and then may run. */
const STOPPED = 90;
const RUNNING = 10;

/**
 * A slow machine: let a process and all that descends from it run a tenth of the time. What stops
 * them is the signal that Ctrl-Z sends.
 */
export function throttle(root: number): Disposable {
  let stopped: number[] = [];
  const stop = () => {
    // The harness first: it must not see others stopped by what they do not know.
    stopped = familyOf(root);
    for (const pid of stopped) send(pid, 'SIGSTOP');
    timer = setTimeout(goOn, STOPPED);
  };
  const goOn = () => {
    for (const pid of stopped.reverse()) send(pid, 'SIGCONT');
    timer = setTimeout(stop, RUNNING);
  };
  let timer = setTimeout(stop, RUNNING);
  return {
    [Symbol.dispose]() {
      clearTimeout(timer);
      for (const pid of stopped.reverse()) send(pid, 'SIGCONT');
    },
  };
}

/** A process and its descendants, parents before children. */
function familyOf(pid: number): number[] {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((tid) =>
      readFileSync(`/proc/${pid}/task/${tid}/children`, 'latin1').trim().split(' '),
    );
    return [pid, ...children.flatMap((child) => (child === '' ? [] : familyOf(Number(child))))];
  } catch {
    return []; // It has ended.
  }
}

export function send(pid: number, signal: 'SIGSTOP' | 'SIGCONT'): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended.
  }
}
