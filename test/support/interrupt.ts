import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { COMMAND } from './lockstep.ts';
import { type Metered, read, startMetered } from './metered.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';

/** What is to be seen of a command that was interrupted. */
export interface Interrupted {
  /** Less than zero: the number of the signal that ended it. */
  code: number;
  /** From the first signal to the end, in milliseconds: of its own CPU time, and in all. */
  cpu: number;
  took: number;
  stdout: string;
  stderr: string;
  /** In its temporary folder, and running, when it has ended. */
  left: string[];
}

export interface BareStart {
  cpu: number;
  took: number;
}

/** Since its first line has run (before that a signal ends Node by itself), in milliseconds. */
export type Moment = { after: number } | { cpu: number };

/**
 * Run a command and send it some signals.
 *
 * @param moment of the first signal: so long after, or when it has used so much CPU time
 * @param between milliseconds to the next
 * @returns undefined where it had ended before
 */
export async function interrupt(
  parent: Sandbox,
  args: readonly string[],
  signals: readonly NodeJS.Signals[],
  moment: Moment,
  between = 20,
): Promise<Interrupted | undefined> {
  const own = createSandbox(parent.path);
  const command = await startMetered([COMMAND, ...args], { TMPDIR: own.path });
  await firstLineOf(command);
  if ('after' in moment) await pause(moment.after);
  else await lookUntil(() => command.isOver() || command.cpu() >= moment.cpu);
  if (command.isOver()) return undefined;
  const before = command.cpu();
  const sent = performance.now();
  for (const signal of signals) {
    if (!command.isOver()) send(command.pid, signal);
    await pause(between);
  }
  const { code, cpu, at, stdout, stderr } = await command.ended;
  const left = [...own.files(), ...own.processes()];
  rmSync(own.path, { recursive: true, force: true });
  return { code, cpu: cpu - before, took: at - sent, stdout, stderr, left };
}

/** The CPU milliseconds that a command uses in all, after its first line. */
export async function cpuOf(parent: Sandbox, args: readonly string[]): Promise<number> {
  const own = createSandbox(parent.path);
  const command = await startMetered([COMMAND, ...args], { TMPDIR: own.path });
  await firstLineOf(command);
  const before = command.cpu();
  const { cpu } = await command.ended;
  rmSync(own.path, { recursive: true, force: true });
  return cpu - before;
}

/** A Node that does nothing, on this machine at the moment: milliseconds of its own CPU time, and in all. */
export async function bareStart(): Promise<BareStart> {
  const start = performance.now();
  const { ended } = await startMetered(['-e', '0']);
  const { both: cpu, at } = await ended;
  return { cpu, took: at - start };
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has just ended.
  }
}

/** Then it catches this signal, which Node itself does not (proc_pid_status(5)). */
const firstLineOf = ({ pid, isOver }: Metered) =>
  lookUntil(() => {
    const [, caught = '0'] = /^SigCgt:\s+([0-9a-f]+)$/m.exec(read(`/proc/${pid}/status`)) ?? [];
    return isOver() || (BigInt(`0x${caught}`) & 1n) === 1n;
  });

/** Milliseconds between looks at a command: one costs a tenth. */
const LOOK = 5;

/** However long it takes: the test has a limit of its own. */
export async function lookUntil(isSo: () => boolean): Promise<void> {
  while (!isSo()) await pause(LOOK);
}
