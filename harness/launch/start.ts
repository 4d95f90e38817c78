import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PROC } from '../proc/files.ts';
import type { Stream } from '../trace/trace.ts';
import type { Exit } from '../trace/wait-status.ts';
import type { Command } from './command.ts';
import { withInput } from './input.ts';
import { cannotStart } from './start-error.ts';

/** A program's first process, as the program itself and its observers know it. */
export interface Root {
  pid: number;
  /** Where the kernel shows the program's processes, by the ids that they have there. */
  proc: string;
}

/** A program that has just been started, in a session of its own. */
export interface Started {
  /** The process by which the program is found and ended, with all its descendants. */
  pid: number;
  root: Root;
  /** Processes of its sandbox that are not part of it. */
  keepers?: readonly number[];
  /** A process that is not part of it, but whose children are. */
  parent?: number;
  /** Hand over what it prints, as it comes. Call this at once. */
  onOutput: (take: (stream: Stream, chunk: Buffer) => void) => void;
  /** Its first process has ended. */
  exited: Promise<Exit>;
  /** Resolves when all that it printed has been handed over. Call this when nothing of it is alive. */
  drained: () => Promise<void>;
}

/** @throws LockstepError CANNOT_START */
export type Start = (command: Command, environment: NodeJS.ProcessEnv) => Promise<Started>;

/** Start a program as a child of the harness: where there is no starter (not Linux). */
export const startHere: Start = async (command, environment) => {
  const { executable, args } = command;
  const child = withInput(command.input, (stdin) =>
    spawn(executable, args, {
      cwd: command.cwd,
      env: environment,
      stdio: [stdin, 'pipe', 'pipe'],
      // A session of its own distinguishes its processes from all others; and Ctrl-C is ours.
      detached: process.platform !== 'win32',
    }),
  );
  const { pid } = child;
  if (pid === undefined) {
    const [cause] = (await once(child, 'error')) as [Error];
    throw cannotStart(command, () => cause.message, cause);
  }
  const closed = once(child, 'close');
  return {
    pid,
    root: { pid, proc: PROC },
    onOutput(take) {
      for (const name of ['stdout', 'stderr'] as const) {
        child[name]?.on('data', (chunk: Buffer) => take(name, chunk));
      }
    },
    exited: new Promise((resolve) => {
      child.once('exit', (code, signal) => resolve({ code, signal }));
    }),
    async drained() {
      await closed;
    },
  };
};
