import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readlinkSync, statSync } from 'node:fs';
import { devNull } from 'node:os';
import { LockstepError } from '../errors.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import type { ClockName } from '../trace/trace.ts';
import { PROC, processIds } from './process-tree.ts';

/**
 * How many files the harness may have to hold open: a lane has 40 for its gates and 4 for each
 * thread of its program; `check` uses up to 6 lanes. With 512 all pairs are judged, in every order.
 */
export const FEWEST_FILES = 512;

const GB = 1024 ** 3;

/** What a session must be allowed of each resource that its shell can limit (setrlimit(2)). */
interface Need {
  /** As the kernel names the limit. */
  limit: string;
  least: number;
  /** @param text what is allowed */
  what: (text: string) => string;
  unit?: { bytes: number; name: string };
  why: string;
  next: string;
}

/**
 * Of a limit that is lower a port dies, and would not conform. Measured with the twelve pairs
 * (2026-11-26): two need more than 12 GB of addresses, and 14 GB are enough; for data 2.2 and 3 GB.
 * A Worker reserves 0.9 GB of addresses and 0.5 GB of data; a port may have 32 tasks. A program that
 * prints much makes a file of 27 MB.
 */
const NEEDS: readonly Need[] = [
  {
    limit: 'Max open files',
    least: FEWEST_FILES,
    what: (text) => `open only ${text} files at once`,
    why: `Lockstep needs ${FEWEST_FILES}: it watches every thread of every program.`,
    next: `ulimit -n ${2 * FEWEST_FILES}`,
  },
  {
    limit: 'Max address space',
    least: 32 * GB,
    unit: { bytes: GB, name: 'GB' },
    what: (text) => `use only ${text} of address space`,
    why: 'Lockstep needs 32 GB: each Worker of a Node reserves 0.9 GB, and uses little of it.',
    next: 'ulimit -v unlimited',
  },
  {
    limit: 'Max data size',
    least: 16 * GB,
    unit: { bytes: GB, name: 'GB' },
    what: (text) => `use only ${text} of data`,
    why: 'Lockstep needs 16 GB: each Worker of a Node reserves 0.5 GB, and uses little of it.',
    next: 'ulimit -d unlimited',
  },
  {
    limit: 'Max file size',
    least: 64 * 1024 ** 2,
    unit: { bytes: 1024 ** 2, name: 'MB' },
    what: (text) => `write only files of ${text}`,
    why: 'Lockstep needs 64 MB: programs write down all that they do.',
    next: 'ulimit -f unlimited',
  },
  {
    limit: 'Max cpu time',
    least: DEFAULT_LIMITS.cpu,
    what: (text) => `use only ${text} s of processor time for each process`,
    why: `Lockstep needs ${DEFAULT_LIMITS.cpu} s: a program may compute for so long.`,
    next: 'ulimit -t unlimited',
  },
];

/**
 * How many processes and threads it may have to start. A check of 10_executor, which has the most,
 * had 75 at most, the harness's own included (2 cores, 2026-11-25).
 */
export const FEWEST_THREADS = 128;

/** What of this machine decides whether programs can be judged; handed in, so that tests can. */
export interface Machine {
  /** `/proc/self/limits`. */
  limits: string;
  /** How many more threads may be started; Infinity where nothing limits that. */
  threadsLeft: () => number;
  hasNullDevice: () => boolean;
  /** What is wrong with /proc for the virtual clock; undefined for nothing. */
  flawOfProc: () => Promise<string | undefined>;
}

/**
 * Make sure, before any program runs, that this session can run them: what it lacks would look like
 * a mistake of theirs.
 *
 * @throws LockstepError TOO_FEW_RESOURCES, NO_VIRTUAL_CLOCK
 */
export async function preflight(clock: ClockName, machine: Machine = thisMachine()): Promise<void> {
  if (process.platform !== 'linux') return;
  for (const { limit, least, what, unit, why, next } of NEEDS) {
    const allowed = limitIn(machine.limits, limit);
    if (allowed >= least) continue;
    const text = unit ? `${+(allowed / unit.bytes).toFixed(1)} ${unit.name}` : String(allowed);
    throw new LockstepError('TOO_FEW_RESOURCES', {
      what: `This session may ${what(text)}.`,
      why,
      next: `Raise the limit, then run it again: ${next}`,
    });
  }
  const left = machine.threadsLeft();
  if (left < FEWEST_THREADS) {
    throw new LockstepError('TOO_FEW_RESOURCES', {
      what: `This user may start only ${Math.max(0, left)} more processes and threads.`,
      why: `Lockstep needs ${FEWEST_THREADS}; a Node alone has about ten threads.`,
      next: 'End other programs or raise the limit (ulimit -u; in a container its pids limit)',
    });
  }
  if (!machine.hasNullDevice()) {
    throw new LockstepError('TOO_FEW_RESOURCES', {
      what: `There is no ${devNull} here.`,
      why: 'Programs that are given no input read from it.',
      next: 'Mount /dev, as in: mount -t devtmpfs dev /dev',
    });
  }
  const flaw = clock === 'virtual' ? await machine.flawOfProc() : undefined;
  if (flaw !== undefined) {
    throw new LockstepError('NO_VIRTUAL_CLOCK', {
      what: 'The virtual clock cannot see here what each thread waits for.',
      why: flaw,
      next: 'Use the real clock: --clock real',
    });
  }
}

function thisMachine(): Machine {
  const limits = read(`${PROC}/self/limits`);
  return {
    limits,
    threadsLeft: () => threadsLeft(limits),
    hasNullDevice: () => statSync(devNull, { throwIfNoEntry: false })?.isCharacterDevice() === true,
    flawOfProc: () => flawOfProc(),
  };
}

/** The soft limit; Infinity for none. */
export function limitIn(limits: string, name: string): number {
  const row = limits.split('\n').find((line) => line.startsWith(name));
  const soft = row?.slice(name.length).trim().split(/\s+/)[0];
  return soft === undefined || soft === 'unlimited' ? Number.POSITIVE_INFINITY : Number(soft);
}

/** Who has one of these rights is not limited in processes (setrlimit(2)). */
const [CAP_SYS_ADMIN, CAP_SYS_RESOURCE] = [21n, 24n];

function threadsLeft(limits: string): number {
  const own = read(`${PROC}/self/status`);
  const rights = BigInt(`0x${/^CapEff:\s+(\w+)/m.exec(own)?.[1] ?? '0'}`);
  const isFree = (rights & ((1n << CAP_SYS_ADMIN) | (1n << CAP_SYS_RESOURCE))) !== 0n;
  const most = isFree ? Number.POSITIVE_INFINITY : limitIn(limits, 'Max processes');
  const left = Number.isFinite(most) ? most - threadsOf(process.getuid?.() ?? 0) : most;
  return Math.min(left, ...groupsOf(read(`${PROC}/self/cgroup`)).map(leftInGroup));
}

function threadsOf(uid: number): number {
  const counts = processIds(PROC).map((pid) => {
    const status = read(`${PROC}/${pid}/status`);
    const [, owner] = /^Uid:\s+(\d+)/m.exec(status) ?? [];
    return Number(owner) === uid ? Number(/^Threads:\s+(\d+)/m.exec(status)?.[1] ?? 0) : 0;
  });
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The folders of a process's control group, of either version, and of those round it. */
function groupsOf(cgroup: string): string[] {
  return cgroup.split('\n').flatMap((row) => {
    const [, controllers, path] = /^\d+:([^:]*):(\/.*)$/.exec(row) ?? [];
    if (path === undefined || (controllers !== '' && controllers !== 'pids')) return [];
    const root = controllers === '' ? '/sys/fs/cgroup' : '/sys/fs/cgroup/pids';
    const steps = path.split('/').filter((step) => step !== '' && step !== '..');
    return [root, ...steps.map((_, index) => `${root}/${steps.slice(0, index + 1).join('/')}`)];
  });
}

function leftInGroup(folder: string): number {
  const most = Number.parseInt(read(`${folder}/pids.max`), 10);
  const now = Number.parseInt(read(`${folder}/pids.current`), 10);
  return Number.isNaN(most) || Number.isNaN(now) ? Number.POSITIVE_INFINITY : most - now;
}

/** A process to look at: it waits for the harness to close its input. */
async function flawOfProc(proc: string = PROC): Promise<string | undefined> {
  const child = await waiter();
  try {
    return flawIn(proc, child.pid as number);
  } finally {
    child.kill('SIGKILL');
  }
}

async function waiter(): Promise<ChildProcess> {
  const start = async (file: string, args: string[]) => {
    const child = spawn(file, args, { stdio: ['pipe', 'ignore', 'ignore'] });
    await once(child, 'spawn');
    return child;
  };
  try {
    return await start('cat', []);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    // A PATH without the usual tools: Node takes ten times as long.
    return start(process.execPath, ['-e', 'process.stdin.resume()']);
  }
}

/** @param pid of a child of this process */
export function flawIn(proc: string, pid: number): string | undefined {
  try {
    if (Number(readlinkSync(`${proc}/self`)) !== process.pid) {
      return `${proc} shows the processes of another pid namespace.`;
    }
    const folder = `${proc}/${pid}/task/${pid}`;
    for (const file of ['stat', 'syscall', 'children']) {
      readFileSync(`${folder}/${file}`);
    }
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EMFILE' || code === 'ENFILE') throw error;
    return `A child's ${proc} cannot be read: ${message}.`;
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // It has just ended, or this kernel has no such file.
  }
}
