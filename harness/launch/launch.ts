import type { Limits } from '../limits.ts';
import { LEFTOVER_GRACE } from '../looks.ts';
import { PROC, processIds } from '../proc/files.ts';
import type { OutputLine } from '../trace/output-lines.ts';
import type { Ending } from '../trace/trace.ts';
import type { Command } from './command.ts';
import type { Container } from './container.ts';
import type { BareStart } from './cpu-limit.ts';
import type { Drive, Driven, Driver } from './driver.ts';
import type { Guard } from './guard.ts';
import { killTree } from './kill-tree.ts';
import { endCrowdUntil, leftBehind } from './left-behind.ts';
import type { Membership } from './members.ts';
import { onAbort } from './on-abort.ts';
import { readOutput } from './output.ts';
import { identityOf } from './processes.ts';
import { watchInRealTime } from './real-watch.ts';
import type { Start, Started } from './start.ts';
import { createStopper } from './stopper.ts';
import { watchUsage } from './usage.ts';
import { limitWallTime } from './wall-time.ts';

export interface LaunchOptions {
  command: Command;
  environment: NodeJS.ProcessEnv;
  start: Start;
  folder: string;
  guard: Pick<Guard, 'killAtExit'>;
  /** A control group that no process of the run can leave. */
  container: Container | undefined;
  /** A process that is not part of the run, though it looks like it. */
  spared: number | undefined;
  limits: Limits;
  /** Ends the program; its trace then says `interrupted`. */
  signal: AbortSignal | undefined;
  onLine: ((line: OutputLine) => void) | undefined;
  /** The CPU seconds that an empty program of its runtime takes. */
  bareStart: BareStart;
  /** Processes that were created in the run, as far as its messages tell until now. */
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

/**
 * Run a program to its end, or to a limit, and leave nothing of it alive.
 *
 * @throws LockstepError CANNOT_START
 */
export async function launch(options: LaunchOptions): Promise<Launched> {
  const { limits, signal, onLine, drive, bareStart } = options;
  const strangers = isWatched(limits) ? new Set(processIds(PROC)) : undefined;
  const startedAt = process.hrtime.bigint();
  const program = await startHeard(options);
  const { root, keepers } = program;
  const run = membershipOf(program, options);
  const stopper = createStopper(run, () => usage?.cause());
  const { stop } = stopper;
  using usage = strangers && watchUsage(run, limits, strangers, stop);
  let driver: Driver | undefined;
  using watched = drive ? undefined : watchInRealTime(root, limits, { bareStart, stop });
  const realSeconds = () => Number(process.hrtime.bigint() - startedAt) / 1e9;
  const seconds = () => (driver?.now ?? realSeconds)();
  const output = readOutput({ limits, stopper, seconds, onLine });
  program.onOutput(output.take);
  using _wallTime = limitWallTime(limits, drive !== undefined, stop);
  using _interrupt = onAbort(signal, () => stop('interrupted'));
  using _lastResort = options.guard.killAtExit(run);

  try {
    driver = drive?.(root, stop, bareStart);
    const { code, signal: killer } = await program.exited;
    const time = seconds();
    const finished = driver?.finish(stopper.why === undefined ? LEFTOVER_GRACE : 0);
    const crowd = stopper.why === undefined ? await endCrowdUntil(finished, run, root) : undefined;
    const driven = await finished;
    const late = watched?.late();
    const leftovers =
      crowd ?? (stopper.why === undefined ? await leftBehind(run, root, driver, bareStart) : []);
    const isGone = driver !== undefined && stopper.why === undefined && leftovers.length === 0;
    if (!isGone || keepers !== undefined) {
      // Each look for what is left reads about every process of the machine.
      await (stopper.killing ?? killTree(run));
    }
    await program.drained();
    // Processes of the next run in this folder must not be taken for this one's.
    await stopper.killing;
    output.finish();
    const { kind, detail } = stopper.why ?? { kind: killer === null ? 'exited' : 'killed' };
    const ending = { kind, code, signal: killer, time, leftovers, ...(detail && { detail }) };
    const computed = driven?.computed ?? watched?.computed() ?? 0;
    const { lines } = output;
    return { pid: root.pid, startedAt, lines, ending, driven, computed, late };
  } catch (error) {
    // Whatever went wrong, leave nothing of the run alive.
    await killTree(run);
    await driver?.finish(0).catch(() => {});
    throw error;
  }
}

/** Start the program. An interrupt meanwhile does not end the command before there is a trace. */
async function startHeard({ start, command, environment, signal }: LaunchOptions) {
  using _heard = onAbort(signal, () => {});
  return await start(command, environment);
}

/** How to tell the processes of a run from others. */
function membershipOf({ pid, root, parent, keepers }: Started, options: LaunchOptions): Membership {
  const { folder, container, spared, known } = options;
  return {
    root: pid,
    startTime: process.platform === 'linux' ? identityOf(pid)?.startTime : undefined,
    folder,
    container,
    spared,
    parent,
    keepers,
    get known() {
      // In another namespace these ids are those of other processes of this machine.
      return root.proc === PROC ? known() : [];
    },
  };
}

const isWatched = ({ processes, memory }: Limits) =>
  process.platform === 'linux' && (processes ?? memory) !== undefined;
