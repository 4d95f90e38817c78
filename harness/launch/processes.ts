import { childrenOf, PROC, processIds } from '../proc/files.ts';
import { commandLine, isDead, statIn } from '../proc/stat.ts';

/** A process, distinguished from later ones with the same id; Linux only. */
export interface Identity {
  pid: number;
  /** Clock ticks since the machine started. */
  startTime: number;
}

/** A process of a run that is alive. */
export interface Survivor {
  pid: number;
  /** Its process group; undefined if it is not known. */
  group?: number | undefined;
  /** Its command line. */
  command: string;
}

/** Undefined for a process that has ended; Linux only. */
export function identityOf(pid: number, proc: string = PROC): Identity | undefined {
  const { startTime } = statIn(`${proc}/${pid}`) ?? {};
  return startTime === undefined ? undefined : { pid, startTime };
}

/**
 * Those of some processes that are alive; Linux only.
 *
 * @param proc where the kernel shows them, by the ids that they have there
 */
export function survivorsAmong(processes: Iterable<Identity>, proc: string = PROC): Survivor[] {
  return [...processes].flatMap(({ pid, startTime }) => {
    const stat = statIn(`${proc}/${pid}`);
    return stat?.startTime === startTime && !isDead(stat)
      ? [{ pid, command: commandLine(proc, pid) }]
      : [];
  });
}

/** The processes of a namespace but its process 1, which keeps it. */
export function processesIn(proc: string): Identity[] {
  return processIds(proc).flatMap((pid) => (pid === 1 ? [] : (identityOf(pid, proc) ?? [])));
}

/** Whether a process is alive, and not stopped by a signal; Linux only. */
export function canRun(pid: number, proc: string = PROC): boolean {
  const stat = statIn(`${proc}/${pid}`);
  return stat !== undefined && !isDead(stat) && stat.state !== 'T';
}

/** Those of some processes that a signal has stopped; Linux only. */
export function stoppedAmong(processes: Iterable<number>, proc: string = PROC): number[] {
  return [...processes].filter((pid) => statIn(`${proc}/${pid}`)?.state === 'T');
}

/** A process and all its descendants, without those that have ended; Linux only. */
export function withDescendants(root: number, proc: string = PROC): number[] {
  const found = new Set([root]);
  for (const pid of found) {
    for (const child of childrenOf(proc, pid)) found.add(child);
  }
  return [...found].filter((pid) => identityOf(pid, proc) !== undefined);
}
