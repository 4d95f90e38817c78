import { execa } from 'execa';
import { LockstepError } from '../errors.ts';
import { type OutputLine, outputLines } from '../observe/output-lines.ts';
import type { Ending, Stream } from '../observe/trace.ts';
import type { Command } from './command.ts';
import { killTree, killTreeNow, survivors } from './process-tree.ts';

export interface Limits {
  /** How long a program may run, in seconds of real time. */
  seconds: number;
  /** How much it may print, in bytes. */
  bytes: number;
}

export interface LaunchOptions {
  command: Command;
  environment: NodeJS.ProcessEnv;
  folder: string;
  limits: Limits;
  /** Ends the program; its trace then says `interrupted`. */
  signal: AbortSignal | undefined;
  onLine: ((line: OutputLine) => void) | undefined;
  /** Processes that were created in the run, as far as the observers told until now. */
  known: () => Iterable<number>;
}

export interface Launched {
  pid: number;
  /** The monotonic clock when the program was started, in nanoseconds. */
  startedAt: bigint;
  lines: OutputLine[];
  ending: Ending;
}

/**
 * How long what a program leaves may live on before it counts as left behind, in seconds.
 * Python's own resource tracker, which ends when it sees its parent gone, took at most 0.09 s
 * to do so in 200 spawned programs with four busy processes on two cores.
 */
const LEFTOVER_GRACE = 1;
const LEFTOVER_POLL = 10; // milliseconds

/**
 * Run a program to its end, or to a limit, and leave nothing of it alive.
 *
 * @throws LockstepError CANNOT_START
 */
export async function launch(options: LaunchOptions): Promise<Launched> {
  const { command, environment, folder, limits, signal, onLine, known } = options;
  const startedAt = process.hrtime.bigint();
  const subprocess = execa(command.executable, command.args, {
    env: environment,
    extendEnv: false,
    stdin: 'ignore',
    buffer: false,
    reject: false,
    encoding: 'buffer',
    // A session of its own: its processes can be told from all others, and Ctrl-C is ours.
    detached: process.platform !== 'win32',
    cleanup: false,
  });
  const { pid } = subprocess;
  if (pid === undefined) {
    const { cause } = await subprocess;
    throw new LockstepError(
      'CANNOT_START',
      {
        what: `Could not start ${command.executable}.`,
        why: String((cause as Error | undefined)?.message ?? 'The system gave no reason.'),
        next: 'Look whether it is there and may be run.',
      },
      cause,
    );
  }

  const membership = {
    root: pid,
    folder,
    get known() {
      return known();
    },
  };
  let stopped: Ending['kind'] | undefined;
  const stop = (why: Ending['kind']) => {
    stopped ??= why;
    void killTree(membership);
  };

  const seconds = () => Number(process.hrtime.bigint() - startedAt) / 1e9;
  const lines: OutputLine[] = [];
  let bytes = 0;
  const readers = (['stdout', 'stderr'] as const).map((name: Stream) => {
    const reader = outputLines(name, seconds, (line) => {
      lines.push(line);
      onLine?.(line);
    });
    const stream = subprocess[name];
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > limits.bytes) stop('too much output');
      else reader.take(chunk);
    });
    return reader;
  });

  const limit = setTimeout(stop, limits.seconds * 1000, 'timed out');
  const interrupt = () => stop('interrupted');
  signal?.addEventListener('abort', interrupt, { once: true });
  if (signal?.aborted) interrupt();
  // The last resort, for an end of the harness that waits for nothing.
  const lastResort = () => killTreeNow(membership);
  process.once('exit', lastResort);

  try {
    const [code, killer] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
      subprocess.nodeChildProcess.once('exit', (...end) => resolve(end));
    });
    const time = seconds();
    const leftovers = stopped === undefined ? await leftBehind(membership) : [];
    await killTree(membership);
    await subprocess;
    for (const reader of readers) reader.finish();
    const kind = stopped ?? (killer === null ? 'exited' : 'killed');
    return { pid, startedAt, lines, ending: { kind, code, signal: killer, time, leftovers } };
  } finally {
    clearTimeout(limit);
    signal?.removeEventListener('abort', interrupt);
    process.removeListener('exit', lastResort);
  }
}

/** The command lines of what still lives when the program has ended, and a grace after that. */
async function leftBehind(run: Parameters<typeof survivors>[0]): Promise<string[]> {
  for (let waited = 0; waited < LEFTOVER_GRACE * 1000; waited += LEFTOVER_POLL) {
    if ((await survivors(run)).length === 0) return [];
    await new Promise((resolve) => setTimeout(resolve, LEFTOVER_POLL));
  }
  return (await survivors(run)).map(({ command }) => command);
}
