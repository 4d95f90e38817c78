import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readlinkSync } from 'node:fs';
import { LockstepError } from '../errors.ts';
import type { ClockName } from '../observe/trace.ts';
import { PROC, processIds } from './process-tree.ts';

/**
 * How many files the harness may have to hold open: a lane has 40 for its gates and 4 for each
 * thread of its program; `check` uses up to 6 lanes. With 512 all pairs are judged, in every order.
 */
export const FEWEST_FILES = 512;

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
  const files = limitIn(machine.limits, 'Max open files');
  if (files < FEWEST_FILES) {
    throw new LockstepError('TOO_FEW_RESOURCES', {
      what: `This session may open only ${files} files at once.`,
      why: `Lockstep needs ${FEWEST_FILES}: it watches every thread of every program.`,
      next: `Raise the limit, then run it again: ulimit -n ${2 * FEWEST_FILES}`,
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
  return { limits, threadsLeft: () => threadsLeft(limits), flawOfProc: () => flawOfProc() };
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
