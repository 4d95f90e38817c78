import { setTimeout } from 'node:timers/promises';
import { type OutputLine, outputLines } from '../observe/output-lines.ts';
import type { Ending, Stream } from '../observe/trace.ts';
import type { Driven, Driver } from '../schedule/virtual.ts';
import type { Command } from './command.ts';
import {
  identityOf,
  killAtExit,
  killTree,
  type Membership,
  PROC,
  processesIn,
  processIds,
  survivors,
  survivorsAmong,
  usageOf,
} from './process-tree.ts';
import type { Root, Start } from './start.ts';

export interface Limits {
  /** How long a program may run, in seconds of real time. */
  seconds: number;
  /** How much it may print. */
  bytes: number;
  lines: number;
  /** How many processes it may have, and how many bytes of memory in all; Linux only. */
  processes?: number;
  memory?: number;
  /** Under the virtual clock: how long it may run without resting, in seconds of real time. */
  unrest: number;
  /** Under the virtual clock: how many lines, starts and wakings may come while no time passes. */
  instant: number;
  /** Under the virtual clock: how long it may take, in seconds of its time. */
  time?: number;
}

export interface LaunchOptions {
  command: Command;
  environment: NodeJS.ProcessEnv;
  start: Start;
  folder: string;
  /** A process that is no part of the run, though it looks so. */
  spared: number | undefined;
  limits: Limits;
  /** Ends the program; its trace then says `interrupted`. */
  signal: AbortSignal | undefined;
  onLine: ((line: OutputLine) => void) | undefined;
  /** Processes that were created in the run, as far as the observers told until now. */
  known: () => Iterable<number>;
  /** Takes charge of the program's time as soon as it is started. */
  drive: ((root: Root, giveUp: GiveUp) => Driver) | undefined;
}

/** Ends the program before its time. */
export type GiveUp = (kind: Ending['kind'], detail?: string[]) => void;

export interface Launched {
  /** The program's first process, by the id that it has for itself. */
  pid: number;
  /** The monotonic clock when the program was started, in nanoseconds. */
  startedAt: bigint;
  lines: OutputLine[];
  ending: Ending;
  driven: Driven | undefined;
}

/**
 * How long what a program leaves may live on before it counts as left behind, in seconds.
 * Python's own resource tracker, which ends when it sees its parent gone, took at most 0.05 s
 * to do so in 120 runs, 100 of them with four busy processes on two cores.
 */
const LEFTOVER_GRACE = 0.25;

/**
 * Run a program to its end, or to a limit, and leave nothing of it alive.
 *
 * @throws LockstepError CANNOT_START
 */
export async function launch(options: LaunchOptions): Promise<Launched> {
  const { command, environment, start, folder, limits, signal, onLine, drive } = options;
  const strangers = isWatched(limits) ? new Set(processIds(PROC)) : undefined;
  const startedAt = process.hrtime.bigint();
  const program = await start(command, environment);
  const { pid, root, keepers } = program;
  const membership = {
    root: pid,
    startTime: process.platform === 'linux' ? identityOf(pid)?.startTime : undefined,
    folder,
    spared: options.spared,
    keepers,
    get known() {
      // By ids of its own it would be other processes of this machine that are ended.
      return root.proc === PROC ? options.known() : [];
    },
  };
  let stopped: { kind: Ending['kind']; detail?: string[] } | undefined;
  let killing: Promise<void> | undefined;
  const stop: GiveUp = (kind, detail) => {
    if (stopped !== undefined) return;
    stopped = { kind, ...(detail && { detail }) };
    killing = killTree(membership);
  };
  let driver: Driver | undefined;
  const realSeconds = () => Number(process.hrtime.bigint() - startedAt) / 1e9;
  const seconds = () => (driver?.now ?? realSeconds)();
  const lines: OutputLine[] = [];
  let bytes = 0;
  const made = (['stdout', 'stderr'] as const).map((name: Stream) => {
    const reader = outputLines(name, seconds, (line) => {
      if (lines.length === limits.lines) {
        stop('too much output');
        return;
      }
      lines.push(line);
      onLine?.(line);
    });
    return [name, reader] as const;
  });
  const readers = new Map(made);
  program.onOutput((name, chunk) => {
    bytes += chunk.length;
    if (stopped !== undefined) return;
    if (bytes > limits.bytes) stop('too much output');
    else readers.get(name)?.take(chunk);
  });

  const limit = globalThis.setTimeout(stop, limits.seconds * 1000, 'timed out');
  using _usage = strangers && watchUsage(membership, limits, strangers, stop);
  const interrupt = () => stop('interrupted');
  signal?.addEventListener('abort', interrupt, { once: true });
  if (signal?.aborted) interrupt();
  using _lastResort = killAtExit(membership);

  try {
    driver = drive?.(root, stop);
    const { code, signal: killer } = await program.exited;
    const time = seconds();
    const driven = await driver?.finish(stopped === undefined ? LEFTOVER_GRACE : 0);
    const leftovers = stopped === undefined ? await leftBehind(membership, root, driver) : [];
    const isGone = driver !== undefined && stopped === undefined && leftovers.length === 0;
    if (!isGone || keepers !== undefined) {
      await killTree(membership);
    }
    await program.drained();
    // The next run in this folder must not be taken for a part of this.
    await killing;
    for (const reader of readers.values()) reader.finish();
    const { kind, detail } = stopped ?? { kind: killer === null ? 'exited' : 'killed' };
    const ending = { kind, code, signal: killer, time, leftovers, ...(detail && { detail }) };
    return { pid: root.pid, startedAt, lines, ending, driven };
  } catch (error) {
    // Whatever went wrong, nothing of the run goes on while it is told.
    await killTree(membership);
    await driver?.finish(0).catch(() => {});
    throw error;
  } finally {
    clearTimeout(limit);
    signal?.removeEventListener('abort', interrupt);
  }
}

const isWatched = ({ processes, memory }: Limits) =>
  process.platform === 'linux' && (processes ?? memory) !== undefined;

/** How often a run's processes are counted, in milliseconds. */
const USAGE_LOOKS = 100;

function watchUsage(
  run: Membership,
  { processes, memory }: Limits,
  strangers: Set<number>,
  stop: GiveUp,
): Disposable {
  const look = () => {
    const usage = usageOf(run, strangers);
    if (usage.processes > (processes ?? Number.POSITIVE_INFINITY)) {
      stop('too many processes', [`${usage.processes} processes; ${processes} are allowed`]);
    } else if (usage.memory > (memory ?? Number.POSITIVE_INFINITY)) {
      const megabytes = (bytes: number) => `${Math.round(bytes / 1024 ** 2)} MB`;
      stop('too much memory', [
        `${megabytes(usage.memory)}; ${megabytes(memory ?? 0)} are allowed`,
      ]);
    } else {
      timer.refresh();
    }
  };
  const timer = globalThis.setTimeout(look, USAGE_LOOKS);
  return {
    [Symbol.dispose]() {
      clearTimeout(timer);
    },
  };
}

/** The command lines of what still lives when the program has ended, and a grace after that. */
async function leftBehind(
  run: Membership,
  { proc }: Root,
  driver: Driver | undefined,
): Promise<string[]> {
  const look = async () => {
    // All that is in its sandbox is its own.
    if (run.keepers !== undefined) return survivorsAmong(processesIn(proc), proc);
    // Under the virtual clock every process is known, and a look at these costs little.
    return driver === undefined || driver.foreign()
      ? survivors(run)
      : survivorsAmong(driver.processes());
  };
  const start = performance.now();
  // A look reads of every process of the machine: less often, the longer it takes.
  for (let pause = 5; performance.now() - start < LEFTOVER_GRACE * 1000; pause *= 2) {
    if ((await look()).length === 0) return [];
    await setTimeout(pause);
  }
  return (await look()).map(({ command }) => command);
}
