import { readdirSync, readFileSync } from 'node:fs';
import type { Container } from './container.ts';

/** A process of a run that is alive. */
export interface Survivor {
  pid: number;
  /** Its process group; undefined where that is not known. */
  group?: number | undefined;
  /** Its command line. */
  command: string;
}

/** One process, and no other that is given its id when it has ended; Linux only. */
export interface Identity {
  pid: number;
  /** Clock ticks since the machine started. */
  startTime: number;
}

/** By what the processes of a run are known. */
export interface Membership {
  /** The program's first process, which leads a session of its own. */
  root: number;
  /** When it was started, as in its identity. */
  startTime?: number | undefined;
  /** The run's folder: in the environment of each of its processes. */
  folder: string;
  /** Processes that were created in the run, as far as the observers told. */
  known: Iterable<number>;
  /** A process that is no part of the run, though it looks so: the one that started it. */
  spared?: number | undefined;
  /** Whose every child is of the run, though it is not: orphans become its children. */
  parent?: number | undefined;
  /** Processes that a sandbox consists of: none of the run's, but they end with it, and it with them. */
  keepers?: readonly number[] | undefined;
  /** Holds them all, where one is available. */
  container?: Container | undefined;
}

/** Where the kernel tells of all processes of this machine. */
export const PROC = '/proc';

/**
 * The processes of a run that are alive. On Linux they are found in three ways, for a program may
 * hide from each: by descent, by session, and by the run's folder in their environment. A zombie
 * is not alive. Elsewhere only the processes of which the observers told are asked.
 */
export async function survivors(run: Membership): Promise<Survivor[]> {
  if (process.platform === 'linux') return survivorsNow(run);
  const known = [...new Set([run.root, ...run.known])].filter(isAlive);
  return known.map((pid) => ({ pid, command: `process ${pid}` }));
}

/** Undefined for a process that has ended; Linux only. */
export function identityOf(pid: number, proc: string = PROC): Identity | undefined {
  const { startTime } = processState(pid, proc) ?? {};
  return startTime === undefined ? undefined : { pid, startTime };
}

/**
 * Those of some processes that are alive; Linux only.
 *
 * @param proc where the kernel tells of them, by the ids that they have there
 */
export function survivorsAmong(processes: Iterable<Identity>, proc: string = PROC): Survivor[] {
  return [...processes].flatMap(({ pid, startTime }) => {
    const state = processState(pid, proc);
    return state?.startTime === startTime && !isDead(state)
      ? [{ pid, command: commandLine(pid, proc) }]
      : [];
  });
}

/**
 * Whether anybody of a run is seen in its container, or among the children of its parent: there it
 * cannot be missed, however briefly it lives.
 */
export function isPopulated({ container, spared, parent }: Membership): boolean {
  if (container !== undefined) {
    // The count is exact. A starter that was killed is not in it.
    const tasks = container.count();
    if (tasks === 0) return false;
    if (tasks === 1 && spared !== undefined && container.pids().includes(spared)) return false;
    // A list that is read while its processes fork and end may leave out the youngest.
    const look = () => container.pids().some((pid) => pid !== spared);
    return look() || look() || look() || look();
  }
  return parent !== undefined && hasLivingChild(parent);
}

/**
 * Whoever ends leaves its children to the parent: while any of a run lives, one child of it does.
 * One that ended since it was listed has left others, or was the last.
 */
function hasLivingChild(parent: number): boolean {
  const seen = new Set<number>();
  for (;;) {
    const children = childrenOf(parent, PROC);
    if (children.some((pid) => !isDead(processState(pid) ?? DEAD))) return true;
    if (children.every((pid) => seen.has(pid))) return false;
    if (seen.size > MANY_CHILDREN) return true;
    for (const pid of children) seen.add(pid);
  }
}

/** So many that ended while they were looked at are one after the other. */
const MANY_CHILDREN = 20;

/** The process groups of the children of a run's parent, also of those that have just ended. */
export function groupsBelow({ parent }: Membership): number[] {
  if (parent === undefined) return [];
  const groups = childrenOf(parent, PROC).flatMap((pid) => processState(pid)?.group ?? []);
  return [...new Set(groups)].filter((group) => group !== parent);
}

/** The processes of a namespace but its process 1, which keeps it. */
export function processesIn(proc: string): Identity[] {
  return processIds(proc).flatMap((pid) => (pid === 1 ? [] : (identityOf(pid, proc) ?? [])));
}

/**
 * The processes of a run that are alive, and the bytes of memory that they have to themselves, and
 * that they may share; Linux only.
 *
 * @param strangers processes that were there before the run, and are none of it: to read of them at
 *   each look took half of the harness's time on a machine with 150. An id that is free again may
 *   be given to one of the run's, and is forgotten here.
 */
export function usageOf(
  run: Membership,
  strangers: Set<number>,
): { pids: number[]; own: number; shared: number } {
  const pids = membersNow(run, strangers).map(({ pid }) => pid);
  const all = pids.map((pid) => readProc(pid, 'status'));
  const sum = (row: RegExp) =>
    all.reduce((bytes, status) => bytes + Number(row.exec(status)?.[1] ?? 0) * 1024, 0);
  return { pids, own: sum(/^RssAnon:\s+(\d+) kB$/m), shared: sum(/^RssShmem:\s+(\d+) kB$/m) };
}

/** As `survivors`, for who cannot wait; Linux only. */
export function survivorsNow(run: Membership): Survivor[] {
  return membersNow(run).map((member) => ({ ...member, command: commandLine(member.pid) }));
}

/** As `survivorsNow`. The command line of one that forks is told only when it has forked. */
export function membersNow(
  { root, startTime, folder, spared, parent, keepers = [], container }: Membership,
  strangers = new Set<number>(),
): Omit<Survivor, 'command'>[] {
  // The run's own folder, or one below it where all runs of a harness are asked for.
  const marker = `LOCKSTEP_RUN=${folder}`;
  const isMarked = (pid: number) => {
    const environment = readProc(pid, 'environ');
    return environment.includes(`${marker}\0`) || environment.includes(`${marker}/`);
  };
  const held = new Set(container?.pids());
  const all = processIds(PROC);
  const states = new Map(
    all
      .filter((pid) => !strangers.has(pid))
      .flatMap((pid) => processState(pid) ?? [])
      .map((state) => [state.pid, state]),
  );
  // Another has been given the id of the first process: no session of that has it any more.
  const isTaken =
    startTime !== undefined && (states.get(root)?.startTime ?? startTime) !== startTime;
  const members = new Map([spared, parent].map((pid) => [pid ?? -1, false]));
  const isMember = (pid: number): boolean => {
    const known = members.get(pid);
    if (known !== undefined) return known;
    const state = states.get(pid);
    const isOwn =
      held.has(pid) ||
      (parent !== undefined && state?.parent === parent) ||
      (!isTaken && (pid === root || state?.session === root));
    // An id that was given again while all were read could close a circle of parents.
    members.set(pid, isOwn);
    const belongs = isOwn || (state !== undefined && (isMember(state.parent) || isMarked(pid)));
    members.set(pid, belongs);
    return belongs;
  };
  const found = [...states.values()]
    .filter((state) => isMember(state.pid) && !keepers.includes(state.pid) && !isDead(state))
    .sort((a, b) => a.startTime - b.startTime)
    .map(({ pid, group }) => ({ pid, group }));
  // The id of one that has ended may be given to one of the run's.
  for (const pid of strangers.difference(new Set(all))) strangers.delete(pid);
  return found;
}

/** Whether a process is alive, and not stopped by a signal; Linux only. */
export function canRun(pid: number, proc: string = PROC): boolean {
  const state = processState(pid, proc);
  return state !== undefined && !isDead(state) && state.state !== 'T';
}

/** Those of some processes that a signal has stopped, and only another lets go on; Linux only. */
export function stoppedAmong(processes: Iterable<number>, proc: string = PROC): number[] {
  return [...processes].filter((pid) => processState(pid, proc)?.state === 'T');
}

/** A process and all that descend from it, those left out that have ended; Linux only. */
export function withDescendants(root: number, proc: string = PROC): number[] {
  const found = new Set([root]);
  for (const pid of found) {
    for (const child of childrenOf(pid, proc)) found.add(child);
  }
  return [...found].filter((pid) => identityOf(pid, proc) !== undefined);
}

function childrenOf(pid: number, proc: string): number[] {
  return threadIds(pid, proc)
    .flatMap((tid) => readProc(pid, `task/${tid}/children`, proc).split(' '))
    .flatMap((child) => (child.trim() === '' ? [] : Number(child)));
}

const threadIds = (pid: number, proc: string) => processIds(`${proc}/${pid}/task`);

/** A zombie is not alive. */
const isDead = ({ state }: Pick<ProcessState, 'state'>) => state === 'Z' || state === 'X';

const DEAD = { state: 'X' };

/** The ids of all processes; Linux only. */
export function processIds(proc: string): number[] {
  try {
    return readdirSync(proc)
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return []; // The namespace has ended.
  }
}

interface ProcessState {
  pid: number;
  state: string;
  parent: number;
  group: number;
  session: number;
  /** Clock ticks since the machine started. */
  startTime: number;
}

function processState(pid: number, proc: string = PROC): ProcessState | undefined {
  // `pid (name) state ppid pgrp session …`; the name may hold spaces and brackets of its own.
  const stat = readProc(pid, 'stat', proc);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  if (state === undefined || fields.length < 20) return undefined;
  return {
    pid,
    state,
    parent: Number(fields[1]),
    group: Number(fields[2]),
    session: Number(fields[3]),
    startTime: Number(fields[19]),
  };
}

/** Linux only; empty for a process that has ended. */
export function commandLine(pid: number, proc: string = PROC): string {
  const words = readProc(pid, 'cmdline', proc).split('\0').join(' ').trim();
  if (words !== '') return words;
  // It is ending, and its memory is gone; its name is still there.
  const [, name = ''] = /\((.*)\)/s.exec(readProc(pid, 'stat', proc)) ?? [];
  return name;
}

function readProc(pid: number, file: string, proc: string = PROC): string {
  try {
    return readFileSync(`${proc}/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // It has just ended, or is not ours to read.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
