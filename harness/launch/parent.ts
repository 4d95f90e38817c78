import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Command } from './command.ts';
import type { Container } from './container.ts';
import { withInput } from './input.ts';
import { withoutMachineClock } from './machine-clock.ts';
import { canRun, PROC } from './process-tree.ts';
import type { Started } from './start.ts';
import { cannotStart, endedFirst, parentLost, pidIn } from './start-error.ts';
import { outcome } from './wait-status.ts';

const SCRIPT = join(import.meta.dirname, 'parent.py');

/** The descriptor by which it tells of the program. */
const TELL = 3;

/** How often a process between the harness and a program is looked at, in milliseconds. */
const STOPPED_LOOKS = 250;

/**
 * Start a program by a process of its own, which takes what a program does to its parent; Linux only.
 * Where there is no control group, orphans become its children, and are found there. A namespace of
 * process ids would hold them, too, but the program would see other ids, users and mounts.
 *
 * @param python by which that process runs
 * @throws LockstepError CANNOT_START, PARENT_LOST
 */
export async function startByParent(
  command: Command,
  environment: NodeJS.ProcessEnv,
  { python, container }: { python: string; container: Container | undefined },
): Promise<Started> {
  // Its folder is not in the parent's own environment: by that the guardian would end it first.
  const { LOCKSTEP_RUN: folder = '', ...rest } = environment;
  const entrances = container?.entrances ?? [];
  const program = withoutMachineClock(command, environment);
  const args = ['-I', '-S', SCRIPT, String(TELL), folder, String(entrances.length), ...entrances];
  const parent = withInput(command.input, (stdin) =>
    spawn(python, [...args, program.executable, ...program.args], {
      cwd: command.cwd,
      env: rest,
      // The last is for the program: the parent's own tells it when the harness is gone.
      stdio: ['pipe', 'pipe', 'pipe', 'pipe', stdin],
      // A session of its own: Ctrl-C is ours.
      detached: true,
    }),
  );
  const closed = new Promise<void>((resolve) => parent.once('close', () => resolve()));
  const failed = new Promise<never>((_, reject) => {
    parent.once('error', (cause) => {
      reject(cannotStart({ executable: python }, cause.message, cause));
    });
  });
  parent.stdin?.on('error', () => {}); // It has ended, of which word comes, too.
  const lines = createInterface({ input: parent.stdio[TELL] as Readable })[Symbol.asyncIterator]();
  const told = async () => {
    const { done, value } = await lines.next();
    if (done) throw parentLost(command.args.at(-1) ?? command.executable);
    return value;
  };
  /** It has ended before it told of the program. */
  const whyLost = async (error: unknown) => {
    await closed;
    return parent.exitCode === null ? error : endedFirst(python, parent.exitCode);
  };
  const watch = watchParent(
    () => parent.pid,
    () => parent.kill('SIGKILL'),
  );
  const first = await Promise.race([told(), failed]).catch(async (error) => {
    watch[Symbol.dispose]();
    throw error.code === 'PARENT_LOST' ? await whyLost(error) : error;
  });
  if (first.startsWith('!')) {
    watch[Symbol.dispose]();
    throw cannotStart(command, first.slice(2));
  }
  const pid = pidIn(python, first);
  const exited = told().then((status) => outcome(Number(status)));
  const stopWatching = () => watch[Symbol.dispose]();
  exited.then(stopWatching, stopWatching);
  return {
    pid,
    root: { pid, proc: PROC },
    ...(parent.pid !== undefined && { parent: parent.pid }),
    exited,
    onOutput(take) {
      for (const name of ['stdout', 'stderr'] as const) {
        parent[name]?.on('data', (chunk: Buffer) => take(name, chunk));
      }
    },
    async drained() {
      parent.stdin?.end();
      await closed;
    },
  };
}

/** Whoever was stopped answers nobody: calls back when a program's parent is, until it is disposed of. */
export function watchParent(pid: () => number | undefined, onStopped: () => void): Disposable {
  const timer = setInterval(() => {
    const parent = pid();
    if (parent !== undefined && !canRun(parent)) onStopped();
  }, STOPPED_LOOKS);
  return {
    [Symbol.dispose]() {
      clearInterval(timer);
    },
  };
}
