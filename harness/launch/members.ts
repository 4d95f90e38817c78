import { PROC, processIds, textIn } from '../proc/files.ts';
import { commandLine, isDead, type Stat, statIn } from '../proc/stat.ts';
import { statusIn } from '../proc/status.ts';
import type { Container } from './container.ts';
import type { Survivor } from './processes.ts';

/** How to tell the processes of a run from others. */
export interface Membership {
  /** The program's first process, which leads a session of its own. */
  root: number;
  /** When it was started, as in its identity. */
  startTime?: number | undefined;
  /** The run's folder: in the environment of each of its processes. */
  folder: string;
  /** Processes that were created in the run, as far as its messages tell. */
  known: Iterable<number>;
  /** A process that is not part of the run, though it looks like it: the one that started it. */
  spared?: number | undefined;
  /** Not part of the run, but its children are: orphans become its children. */
  parent?: number | undefined;
  /** The processes of a sandbox: not part of the run, but they end with it, and it with them. */
  keepers?: readonly number[] | undefined;
  /** Holds all of them, if one is available. */
  container?: Container | undefined;
}

/**
 * The processes of a run that are alive; a zombie is not. On Linux they are found by descent, by
 * session, and by the run's folder in their environment: a program may hide from each of these.
 * Elsewhere only the processes that messages tell of are looked at.
 */
export async function survivors(run: Membership): Promise<Survivor[]> {
  if (process.platform === 'linux') return survivorsNow(run);
  const known = [...new Set([run.root, ...run.known])].filter(isAlive);
  return known.map((pid) => ({ pid, command: `process ${pid}` }));
}

/** As `survivors`, without a promise; Linux only. */
export function survivorsNow(run: Membership): Survivor[] {
  return membersNow(run).map((member) => ({ ...member, command: commandLine(PROC, member.pid) }));
}

/**
 * The processes of a run that are alive, and the bytes of memory that they have to themselves, and
 * that they may share; Linux only.
 *
 * @param strangers processes that existed before the run: reading about them took half of the
 *   harness's time on a machine with 150. Ids that are free again are removed here, since a process
 *   of the run may get one.
 */
export function usageOf(
  run: Membership,
  strangers: Set<number>,
): { pids: number[]; own: number; shared: number } {
  const pids = membersNow(run, strangers).map(({ pid }) => pid);
  const all = pids.map((pid) => statusIn(`${PROC}/${pid}`));
  const sum = (row: string) => all.reduce((bytes, status) => bytes + status.bytes(row), 0);
  return { pids, own: sum('RssAnon'), shared: sum('RssShmem') };
}

/** As `survivorsNow`, without command lines: the kernel holds back those of processes that fork. */
export function membersNow(
  run: Membership,
  strangers = new Set<number>(),
): Omit<Survivor, 'command'>[] {
  const held = new Set(run.container?.pids());
  const all = processIds(PROC);
  const stats = new Map(
    all
      .filter((pid) => !strangers.has(pid))
      .flatMap((pid) => {
        const stat = statIn(`${PROC}/${pid}`);
        return stat === undefined ? [] : [[pid, stat] as const];
      }),
  );
  const isMember = membershipIn(run, held, stats);
  const found = [...stats]
    .filter(([pid, stat]) => isMember(pid) && !run.keepers?.includes(pid) && !isDead(stat))
    .sort(([, a], [, b]) => a.startTime - b.startTime)
    .map(([pid, { group }]) => ({ pid, group }));
  // A process of the run may get the id of one that has ended.
  for (const pid of strangers.difference(new Set(all))) strangers.delete(pid);
  return found;
}

/**
 * Decides which processes are of a run, by descent, session and environment.
 *
 * @param held by its container
 */
function membershipIn(
  { root, startTime, folder, spared, parent }: Membership,
  held: ReadonlySet<number>,
  stats: ReadonlyMap<number, Stat>,
) {
  // The run's own folder, or one below it if all runs of a harness are asked for.
  const marker = `LOCKSTEP_RUN=${folder}`;
  const isMarked = (pid: number) => {
    const environment = textIn(`${PROC}/${pid}/environ`);
    return environment.includes(`${marker}\0`) || environment.includes(`${marker}/`);
  };
  // Another process has got the id of the first one: its session is not the run's.
  const isTaken =
    startTime !== undefined && (stats.get(root)?.startTime ?? startTime) !== startTime;
  const members = new Map([spared, parent].map((pid) => [pid ?? -1, false]));
  const isMember = (pid: number): boolean => {
    const known = members.get(pid);
    if (known !== undefined) return known;
    const stat = stats.get(pid);
    const isOwn =
      held.has(pid) ||
      (parent !== undefined && stat?.parent === parent) ||
      (!isTaken && (pid === root || stat?.session === root));
    // An id that was used again while all were read could close a circle of parents.
    members.set(pid, isOwn);
    const belongs = isOwn || (stat !== undefined && (isMember(stat.parent) || isMarked(pid)));
    members.set(pid, belongs);
    return belongs;
  };
  return isMember;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
