// Python's os module, as far as it is about processes.
//
// fork() makes a process that goes on from the very same place as its parent. Node cannot copy a
// running process: the child runs the program again up to there, silently (see forked.ts).
//
// Where Node differs: what the program did by other means than this folder's print, sleep, time,
// random and os is done again in the child: files are opened and read anew, processes and threads
// started anew. So fork first, and await each waitpid before you go on.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import { RuntimeError } from './builtins.ts';
import { answer, environmentOfChild, isCatchingUp, remember, repeat } from './forked.ts';
import { seed } from './random.ts';

export class ChildProcessError extends Error {
  override name = 'ChildProcessError';
}

const children = new Map<number, { child: ChildProcess; end: Promise<unknown> }>();

export function getpid(): number {
  return answer('getpid', () => process.pid);
}

export function getppid(): number {
  return answer('getppid', () => process.ppid);
}

/** Returns twice: the child's pid in this process, and 0 in the child. */
export function fork(): number {
  const pid = answer('fork', () => {
    // A Process or Thread began elsewhere than at the program's first line: to run that is no copy.
    if (!isMainThread || process.send) throw new RuntimeError('only the program itself can fork');
    const argv = [...process.execArgv, ...process.argv.slice(1)];
    const child = spawn(process.execPath, argv, { stdio: 'inherit', env: environmentOfChild() });
    const { pid } = child;
    if (pid === undefined) throw new RuntimeError('cannot fork');
    child.unref(); // Who does not wait for a child may end before it.
    children.set(pid, { child, end: once(child, 'exit') });
    return pid;
  });
  if (pid === 0) seed(); // Else it would draw what its parent draws.
  return pid;
}

/**
 * Waits until a child has ended: its pid, and its exit code × 256 or the signal that ended it.
 * Python blocks its thread meanwhile; here others go on.
 */
export async function waitpid(pid: number, options: 0): Promise<[pid: number, status: number]> {
  if (isCatchingUp()) return repeat('waitpid');
  const known = children.get(pid);
  if (!known || options !== 0) throw new ChildProcessError('[Errno 10] No child processes');
  children.delete(pid);
  known.child.ref();
  await known.end;
  const { exitCode, signalCode } = known.child;
  const status = signalCode ? constants.signals[signalCode] : (exitCode ?? 0) * 256;
  return remember('waitpid', [pid, status]);
}

/** Ends this process at once. */
export function _exit(code: number): never {
  process.exit(code);
}
