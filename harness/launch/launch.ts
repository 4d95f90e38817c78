import { count } from '../counted.ts';
import { type Limits, mayAllow, untilText } from '../limits.ts';
import { LEFTOVER_GRACE, LONGEST_TIMER } from '../looks.ts';
import { PROC, processIds } from '../proc/files.ts';
import { type OutputLine, outputLines } from '../trace/output-lines.ts';
import type { Ending, Stream } from '../trace/trace.ts';
import type { Command } from './command.ts';
import type { Container } from './container.ts';
import type { BareStart } from './cpu-limit.ts';
import type { Drive, Driven, Driver, GiveUp } from './driver.ts';
import { killAtExit, killTree } from './kill-tree.ts';
import { endCrowdUntil, leftBehind } from './left-behind.ts';
import { identityOf } from './processes.ts';
import { watchInRealTime } from './real-watch.ts';
import type { Start } from './start.ts';
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
  /** The CPU seconds that an empty program of its runtime takes. */
  bareStart: BareStart;
  /** Processes that were created in the run, as far as the observers told until now. */
  known: () => Iterable<number>;
  /** Takes charge of the program's time as soon as it is started. */
  drive: Drive | undefined;
}

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
  const { command, environment, start, folder, container, limits, signal, onLine } = options;
  const { drive, bareStart } = options;
  const strangers = isWatched(limits) ? new Set(processIds(PROC)) : undefined;
  const startedAt = process.hrtime.bigint();
  // An interrupt is heard while the program is started, too: what it did until then is told.
  const hear = () => {};
  signal?.addEventListener('abort', hear, { once: true });
  const program = await start(command, environment).finally(() => {
    signal?.removeEventListener('abort', hear);
  });
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
  using usage = strangers && watchUsage(membership, limits, strangers, (...why) => stop(...why));
  let driver: Driver | undefined;
  using watched = drive ? undefined : watchInRealTime(root, limits, { bareStart, stop });
  const realSeconds = () => Number(process.hrtime.bigint() - startedAt) / 1e9;
  const seconds = () => (driver?.now ?? realSeconds)();
  const lines: OutputLine[] = [];
  let bytes = 0;
  const made = (['stdout', 'stderr'] as const).map((name: Stream) => {
    const reader = outputLines(name, seconds, (line) => {
      if (lines.length === limits.lines) {
        stop('too much output', [`more than ${count(limits.lines, 'line')} ${mayAllow('lines')}`]);
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
      stop('too much output', [`more than ${count(limits.bytes, 'byte')} ${mayAllow('bytes')}`]);
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
    driver = drive?.(root, stop, bareStart);
    const { code, signal: killer } = await program.exited;
    const time = seconds();
    const finished = driver?.finish(stopped === undefined ? LEFTOVER_GRACE : 0);
    const crowd =
      stopped === undefined ? await endCrowdUntil(finished, membership, root) : undefined;
    const driven = await finished;
    const late = watched?.late();
    const leftovers =
      crowd ?? (stopped === undefined ? await leftBehind(membership, root, driver, bareStart) : []);
    const isGone = driver !== undefined && stopped === undefined && leftovers.length === 0;
    if (!isGone || keepers !== undefined) {
      // Each look for what is left reads of every process of the machine.
      await (killing ?? killTree(membership));
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

const isWatched = ({ processes, memory }: Limits) =>
  process.platform === 'linux' && (processes ?? memory) !== undefined;
