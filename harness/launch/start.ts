import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { LockstepError } from '../errors.ts';
import type { Stream } from '../observe/trace.ts';
import type { Command } from './command.ts';
import type { Container } from './container.ts';
import { withoutMachineClock } from './machine-clock.ts';
import { PROC } from './process-tree.ts';

/** A program's first process, as the program itself and its observers know it. */
export interface Root {
  pid: number;
  /** Where the kernel tells of the program's processes, by the ids that they have there. */
  proc: string;
}

/** A program that has just been started, in a session of its own. */
export interface Started {
  /** By which it is found and ended, with all that descends from it. */
  pid: number;
  root: Root;
  /** Processes round it that are no part of it. */
  keepers?: readonly number[];
  /** Be given what it prints, as it comes. To be called at once. */
  onOutput: (take: (stream: Stream, chunk: Buffer) => void) => void;
  /** Its first process has ended. */
  exited: Promise<{ code: number | null; signal: string | null }>;
  /** Resolves when all that it printed has been given. To be called when nothing of it is alive. */
  drained: () => Promise<void>;
}

/** @throws LockstepError CANNOT_START */
export type Start = (command: Command, environment: NodeJS.ProcessEnv) => Promise<Started>;

/** As anybody would start it, in a container if there is one. */
export function startDirectly(container: Container | undefined): Start {
  return (command, environment) => startedIn(container, command, environment);
}

async function startedIn(
  container: Container | undefined,
  command: Command,
  environment: NodeJS.ProcessEnv,
): Promise<Started> {
  if (container !== undefined) mustBeExecutable(command);
  const { executable, args } = enteringFirst(container, withoutMachineClock(command, environment));
  const child = spawn(executable, args, {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A session of its own: its processes can be told from all others, and Ctrl-C is ours.
    detached: process.platform !== 'win32',
  });
  const { pid } = child;
  if (pid === undefined) {
    const [cause] = (await once(child, 'error')) as [Error];
    throw cannotStart(command, cause.message, cause);
  }
  const closed = once(child, 'close');
  return {
    pid,
    root: { pid, proc: PROC },
    onOutput(take) {
      for (const name of ['stdout', 'stderr'] as const) {
        child[name].on('data', (chunk: Buffer) => take(name, chunk));
      }
    },
    exited: new Promise((resolve) => {
      child.once('exit', (code, signal) => resolve({ code, signal }));
    }),
    async drained() {
      await closed;
    },
  };
}

/** Enters the groups named first, and becomes the command: the same process, in 1 to 2 ms. */
const ENTER =
  'n=$1; shift; while [ "$n" -gt 0 ]; do echo 0 > "$1"; shift; n=$((n - 1)); done 2> /dev/null; exec "$@"';

/** Moved there afterwards, a program that is quick could have started others outside. */
function enteringFirst(
  container: Container | undefined,
  { executable, args }: { executable: string; args: readonly string[] },
): { executable: string; args: readonly string[] } {
  if (container === undefined) return { executable, args };
  const { entrances } = container;
  const given = [String(entrances.length), ...entrances, executable, ...args];
  return { executable: '/bin/sh', args: ['-c', ENTER, 'lockstep', ...given] };
}

/** The shell would say only on the program's stderr that there is no such command. */
function mustBeExecutable(command: Command): void {
  try {
    accessSync(command.executable, constants.X_OK);
  } catch (error) {
    throw cannotStart(command, (error as Error).message, error);
  }
}

export function cannotStart(
  { executable }: Pick<Command, 'executable'>,
  why: string,
  cause?: unknown,
): LockstepError {
  return new LockstepError(
    'CANNOT_START',
    {
      what: `Could not start ${executable}.`,
      why,
      next: 'Look whether it is there and may be run.',
    },
    cause,
  );
}
