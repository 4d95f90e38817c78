import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Why } from '../errors.ts';
import { PROC } from '../proc/files.ts';
import { flawIn } from '../proc/soundness.ts';

/** Why the virtual clock cannot see here what threads wait for; undefined if it can. */
export async function flawOfProc(proc: string = PROC): Promise<Why | undefined> {
  const child = await waiter();
  try {
    return flawIn(proc, child.pid as number);
  } finally {
    child.kill('SIGKILL');
  }
}

/** A process to look at: it waits for the harness to close its input. */
async function waiter(): Promise<ChildProcess> {
  const start = async (file: string, args: string[]) => {
    const child = spawn(file, args, { stdio: ['pipe', 'ignore', 'ignore'] });
    await once(child, 'spawn');
    return child;
  };
  try {
    return await start('cat', []);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    // The PATH lacks the usual tools: Node takes ten times as long.
    return start(process.execPath, ['-e', 'process.stdin.resume()']);
  }
}
