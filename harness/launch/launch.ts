import { setTimeout } from 'node:timers/promises';
import {
  FORKING_LOOKS,
  LEFTOVER_GRACE,
  type Limits,
  LONGEST_LOOK,
  LONGEST_TIMER,
  mayAllow,
  OUTLIVING,
  PORT_LIMITS,
} from '../limits.ts';
import { type OutputLine, outputLines } from '../observe/output-lines.ts';
import type { Ending, Stream } from '../observe/trace.ts';
import { effortMeter } from '../schedule/effort.ts';
import { untilText } from '../schedule/time-limit.ts';
import type { Driven, Driver } from '../schedule/virtual.ts';
import { bareStart } from './bare-start.ts';
import type { Command } from './command.ts';
import type { Container } from './container.ts';
import { type BareStart, cpuLimit } from './cpu-limit.ts';
import { killAtExit, killTree } from './kill-tree.ts';
import {
  identityOf,
  isPopulated,
  type Membership,
  PROC,
  processesIn,
  processIds,
  survivors,
  survivorsAmong,
} from './process-tree.ts';
import { watchInRealTime } from './real-watch.ts';
import type { Root, Start } from './start.ts';
import { watchUsage } from './usage.ts';

export interface LaunchOptions {
  command: Command;
  environment: NodeJS.ProcessEnv;
  start: Start;
  folder: string;
  /** Which no process of the run can leave. */
  container: Container | undefined;
  /** A process that is no part of the run, though it looks so. */
  spared: number | undefined;
  limits: Limits;
  /** Ends the program; its trace then says `interrupted`. */
  signal: AbortSignal | undefined;
  onLine: ((line: OutputLine) => void) | undefined;
  /** Processes that were created in the run, as far as the observers told until now. */
  known: () => Iterable<number>;
  /** Takes charge of the program's time as soon as it is started. */
  drive: ((root: Root, giveUp: GiveUp, bareStart: BareStart) => Driver) | undefined;
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
  /** The most CPU seconds that it used between two rests, as far as that was seen. */
  computed: number;
  /** By how many seconds, at most, the machine may have made it late; real clock only. */
  late: number | undefined;
}

/** Of these the true cause may be that it has too much of something. */
const CAUSED = new Set<Ending['kind']>(['spinning', 'stalled', 'timed out']);

/**
 * Run a program to its end, or to a limit, and leave nothing of it alive.
 *
 * @throws LockstepError CANNOT_START
 */
export async function launch(options: LaunchOptions): Promise<Launched> {
  const { command, environment, start, folder, container, limits, signal, onLine, drive } = options;
  const strangers = isWatched(limits) ? new Set(processIds(PROC)) : undefined;
  const startedAt = process.hrtime.bigint();
  const program = await start(command, environment);
  const { pid, root, keepers, parent } = program;
  const membership = {
    root: pid,
    startTime: process.platform === 'linux' ? identityOf(pid)?.startTime : undefined,
    folder,
    container,
    spared: options.spared,
    parent,
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
    stopped = (CAUSED.has(kind) && usage?.cause()) || { kind, ...(detail && { detail }) };
    killing = killTree(membership);
  };
  const bare = () => bareStart(command);
  using usage = strangers && watchUsage(membership, limits, strangers, (...why) => stop(...why));
  let driver: Driver | undefined;
  using watched = drive ? undefined : watchInRealTime(root, limits, { bareStart: bare, stop });
  const realSeconds = () => Number(process.hrtime.bigint() - startedAt) / 1e9;
  const seconds = () => (driver?.now ?? realSeconds)();
  const lines: OutputLine[] = [];
  let bytes = 0;
  const made = (['stdout', 'stderr'] as const).map((name: Stream) => {
    const reader = outputLines(name, seconds, (line) => {
      if (lines.length === limits.lines) {
        stop('too much output', [`more than ${limits.lines} lines ${mayAllow('lines')}`]);
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
    if (bytes > limits.bytes) {
      stop('too much output', [`more than ${limits.bytes} bytes ${mayAllow('bytes')}`]);
    } else readers.get(name)?.take(chunk);
  });

  const after = (seconds: number, kind: Ending['kind'], why: string) =>
    globalThis.setTimeout(stop, Math.min(seconds, LONGEST_TIMER) * 1000, kind, [why]);
  const { total, until } = limits;
  const timers = [
    after(
      total,
      'stalled',
      `it did not end in ${total} s of real time: the machine was too slow, or the program hangs ${mayAllow('wall')}`,
    ),
    // The driver of the virtual clock stops it by that clock.
    ...(until === undefined || drive ? [] : [after(until, 'until', untilText(until))]),
  ];
  const interrupt = () => stop('interrupted');
  signal?.addEventListener('abort', interrupt, { once: true });
  if (signal?.aborted) interrupt();
  using _lastResort = killAtExit(membership);

  try {
    driver = drive?.(root, stop, bare);
    const { code, signal: killer } = await program.exited;
    const time = seconds();
    const driven = await driver?.finish(stopped === undefined ? LEFTOVER_GRACE : 0);
    const late = watched?.late();
    const leftovers = stopped === undefined ? await leftBehind(membership, root, driver, bare) : [];
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
    const computed = driven?.computed ?? watched?.computed() ?? 0;
    return { pid: root.pid, startedAt, lines, ending, driven, computed, late };
  } catch (error) {
    // Whatever went wrong, nothing of the run goes on while it is told.
    await killTree(membership);
    await driver?.finish(0).catch(() => {});
    throw error;
  } finally {
    for (const timer of timers) clearTimeout(timer);
    signal?.removeEventListener('abort', interrupt);
  }
}

/** What is left behind, and lives for less than a look at it. */
const UNSEEN = 'processes that start others and end, over and over';

const isWatched = ({ processes, memory }: Limits) =>
  process.platform === 'linux' && (processes ?? memory) !== undefined;

/**
 * The command lines of what lives on when the program has ended. What still works is on its way out,
 * and may use some CPU time for that; what sleeps is left behind, once nothing of it works any more.
 */
async function leftBehind(
  run: Membership,
  { proc }: Root,
  driver: Driver | undefined,
  bareStart: BareStart,
): Promise<string[]> {
  const look = async () => {
    // All that is in its sandbox is its own.
    if (run.keepers !== undefined) return survivorsAmong(processesIn(proc), proc);
    // Under the virtual clock every process is known, and a look at these costs little.
    return driver === undefined || driver.foreign() || isPopulated(run)
      ? survivors(run)
      : survivorsAmong(driver.processes());
  };
  let alive = await look();
  const isAnyLeft = () => alive.length > 0 || isPopulated(run);
  const seen = new Set(alive.map(({ pid }) => pid));
  let forks = 0;
  const meter = effortMeter(() => alive.map(({ pid }) => pid), proc);
  const isTooMuch = cpuLimit(OUTLIVING, bareStart);
  let asleep = 0;
  let last = performance.now();
  // A look reads of every process of the machine: less often, the longer it takes.
  for (let pause = 5; isAnyLeft(); pause = Math.min(pause * 2, LONGEST_LOOK / 2)) {
    const { seconds, isAtWork } = meter.look();
    asleep = isAtWork ? 0 : asleep + Math.min(performance.now() - last, LONGEST_LOOK);
    last = performance.now();
    if (asleep >= LEFTOVER_GRACE * 1000 || isTooMuch(seconds) !== undefined) break;
    if (forks > FORKING_LOOKS) break;
    await setTimeout(pause);
    alive = await look();
    // Who is there but was not seen lives for less than a look. So many are a bomb that is held.
    const isCrowd = alive.length > PORT_LIMITS.processes;
    if (alive.length === 0 || isCrowd || alive.some(({ pid }) => !seen.has(pid))) forks += 1;
    for (const { pid } of alive) seen.add(pid);
  }
  const { container, spared } = run;
  // A list of processes can miss all of a chain in which each starts the next and ends.
  const mayHide = (container?.count() ?? 0) > (spared === undefined ? 0 : 1);
  if (!isAnyLeft() && !mayHide) return [];
  const frozen = await container?.whileFrozen(async () => ({
    left: await look(),
    isAny: isPopulated(run),
  }));
  // One that is just ending has no command line any more.
  const left = (frozen?.left ?? alive).map(({ command }) => command).filter(Boolean);
  return left.length === 0 && (frozen?.isAny ?? isPopulated(run)) ? [UNSEEN] : left;
}
