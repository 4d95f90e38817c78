import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { PROC } from '../proc/files.ts';
import type { Stream } from '../trace/trace.ts';
import { exitOf } from '../trace/wait-status.ts';
import { type Input, withInput } from './input.ts';
import { noSandbox } from './sandbox-error.ts';
import { COMPILED, NOBODY } from './sandbox-view.ts';
import type { Started } from './start.ts';

/** Process 1 of each sandbox. */
const INIT = join(import.meta.dirname, 'sandbox-init.py');

/** Descriptors: bubblewrap reports process 1 by the first, process 1 the program by the second. */
const [INFO, TELL] = [3, 4];

/**
 * One less than the first process id of a program in a sandbox. A namespace counts from 1, and then
 * seconds in a line look like process ids. No program of a pair prints a number like this.
 */
const LAST_PID = 20_000;

/** Process 1 writes to it, and keeps the one right that it needs for that. */
const LAST_PID_FILE = '/proc/sys/kernel/ns_last_pid';

/**
 * The size limit of a file, in bytes. The file of the run's messages has 27 MB if a program prints as
 * much as it may, with a message for each line.
 */
const LARGEST_FILE = 32 * 1024 ** 2;

const ISOLATION = [
  ...['user', 'pid', 'net', 'ipc', 'uts', 'cgroup-try'].map((name) => `--unshare-${name}`),
  // As user nobody: even without rights, root may write to root's files.
  ...['--uid', NOBODY, '--gid', NOBODY, '--hostname', 'lockstep'],
  ...['--cap-drop', 'ALL', '--cap-add', 'CAP_CHECKPOINT_RESTORE'],
  ...['--die-with-parent', '--as-pid-1', '--info-fd', String(INFO)],
];

/** What is started in a sandbox, and by what. */
export interface Contained {
  /** What can be seen in there, as arguments of bubblewrap. */
  view: readonly string[];
  /** A Python, for process 1. */
  python: string;
  command: readonly string[];
  environment: NodeJS.ProcessEnv;
  input: Input;
}

/**
 * Start a program in a sandbox of its own, which lasts until its keepers are ended.
 *
 * @throws LockstepError NO_SANDBOX
 */
export async function startSandboxed(contained: Contained): Promise<Started> {
  const bubblewrap = spawnBubblewrap(contained);
  const closed = once(bubblewrap, 'close');
  // Read at once: if a process ends at once, unread output is lost.
  const early: [Stream, Buffer][] = [];
  let take = (stream: Stream, chunk: Buffer) => {
    early.push([stream, chunk]);
  };
  for (const name of ['stdout', 'stderr'] as const) {
    bubblewrap[name]?.on('data', (chunk: Buffer) => take(name, chunk));
  }
  const told = createInterface({ input: bubblewrap.stdio[TELL] as Readable });
  const lines = told[Symbol.asyncIterator]();
  await Promise.race([once(bubblewrap, 'spawn'), closed]).catch((cause) => {
    const flaw = cause.code === 'ENOENT' ? 'absent' : 'failing';
    throw noSandbox(() => String(cause.message), flaw, cause);
  });
  const info = await text(bubblewrap.stdio[INFO] as Readable);
  const first = await lines.next();
  if (first.done) {
    await closed;
    const words = early
      .map(([, chunk]) => chunk)
      .join('')
      .trim();
    throw noSandbox((m) => words || m.errors.whyEnvironment.bubblewrapSilent(), 'failing');
  }
  const pid = bubblewrap.pid as number;
  const keeper = Number(JSON.parse(info)['child-pid']);
  return {
    pid,
    // The sandbox has a /proc of its own, with the ids that processes have in it.
    root: { pid: Number(first.value), proc: join(PROC, String(keeper), 'root', PROC) },
    keepers: [pid, keeper],
    onOutput(given) {
      take = given;
      for (const [stream, chunk] of early.splice(0)) take(stream, chunk);
    },
    exited: lines.next().then(({ done, value }) =>
      // No report: the sandbox was ended, and the program with it.
      done ? { code: null, signal: 'SIGKILL' } : exitOf(Number(value)),
    ),
    async drained() {
      await closed;
    },
  };
}

function spawnBubblewrap({ view, python, command, environment, input }: Contained) {
  const lastPid = openLastPid();
  try {
    const init = [python, '-I', '-S', INIT, String(LAST_PID), String(LARGEST_FILE)];
    return withInput(
      input,
      (stdin): ChildProcess =>
        spawn('bwrap', [...ISOLATION, ...view, '--', ...init, ...command], {
          env: { ...environment, NODE_COMPILE_CACHE: COMPILED },
          // A session of its own, as for every program: Ctrl-C is ours.
          detached: true,
          stdio: [stdin, 'pipe', 'pipe', 'pipe', 'pipe', lastPid],
        }),
    );
  } finally {
    closeSync(lastPid);
  }
}

function openLastPid(): number {
  try {
    return openSync(LAST_PID_FILE, constants.O_WRONLY);
  } catch (cause) {
    const { message } = cause as Error;
    throw noSandbox((m) => m.errors.whyEnvironment.needsLinux59(message), 'failing', cause);
  }
}
