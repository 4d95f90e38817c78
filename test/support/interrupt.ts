import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { lockstep } from './lockstep.ts';
import { createSandbox, type Sandbox, until } from './sandbox.ts';

/** What is to be seen of a command that was interrupted. */
export interface Interrupted {
  exitCode: number | undefined;
  /** Which ended it by itself. */
  signal: string | undefined;
  /** From the signal to the end, in milliseconds. */
  took: number;
  /** What a Node that does nothing took on this machine meanwhile, in milliseconds. */
  bare: number;
  stdout: string;
  stderr: string;
  /** In its temporary folder, and running, when it has ended. */
  left: string[];
}

/**
 * Run a command and send it some signals.
 *
 * @param after milliseconds to the first signal, from when the command's first line has run: before
 *   that a signal ends Node by itself
 * @param between milliseconds to the next
 * @returns undefined where it had ended before
 */
export async function interrupt(
  parent: Sandbox,
  args: readonly string[],
  signals: readonly NodeJS.Signals[],
  after: number,
  between = 20,
): Promise<Interrupted | undefined> {
  const own = createSandbox(parent.path);
  const command = lockstep(args, { TMPDIR: own.path });
  let over = false;
  const ended = command.then((result) => {
    over = true;
    return { ...result, at: performance.now() };
  });
  await until(() => over || handlesHangup(command.pid as number));
  await pause(after);
  if (over) return undefined;
  const sent = performance.now();
  for (const signal of signals) {
    if (!over) process.kill(command.pid as number, signal);
    await pause(between);
  }
  const bare = await bareStart();
  const { exitCode, signal, stdout, stderr, at } = await ended;
  const left = [...own.files(), ...own.processes()];
  rmSync(own.path, { recursive: true, force: true });
  return { exitCode, signal, took: at - sent, bare, stdout, stderr, left };
}

async function bareStart(): Promise<number> {
  const start = performance.now();
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
  return performance.now() - start;
}

/** Node itself does not catch this signal, and the command does (proc_pid_status(5)). */
function handlesHangup(pid: number): boolean {
  const [, caught = '0'] = /^SigCgt:\s+([0-9a-f]+)$/m.exec(statusOf(pid)) ?? [];
  return (BigInt(`0x${caught}`) & 1n) === 1n;
}

function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return ''; // It has ended.
  }
}

/** Keeps processors busy until it is disposed of. */
export function busy(processes: number): Disposable {
  const spinning: ChildProcess[] = Array.from({ length: processes }, () =>
    spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
  );
  return {
    [Symbol.dispose]() {
      for (const each of spinning) each.kill('SIGKILL');
    },
  };
}

/** Moments spread evenly, in milliseconds. */
export function moments(count: number, from: number, to: number): number[] {
  return Array.from({ length: count }, (_, index) =>
    Math.round(from + ((to - from) * (index + 0.5)) / count),
  );
}
