import { textIn } from './files.ts';

/** CPU time as the kernel tells it (USER_HZ), ticks a second: 100 on every Linux that Node runs on. */
export const TICKS_A_SECOND = 100;

/** What a process or a thread does, and what it has used so far. */
export interface Stat {
  /** `R` runs, `S` sleeps, `D` waits for a disk, `T` was stopped by a signal, `Z` and `X` are dead. */
  state: string;
  parent: number;
  group: number;
  session: number;
  /** CPU ticks of its own. */
  ticks: number;
  /** CPU ticks of its children, those that somebody waited for. */
  ticksOfChildren: number;
  /** Clock ticks since the machine started. */
  startTime: number;
}

/**
 * @param folder of a process or a thread
 * @returns undefined if it has ended and nobody has a record of it any more
 */
export function statIn(folder: string): Stat | undefined {
  const fields = fieldsOf(textIn(`${folder}/stat`));
  const [state] = fields;
  if (state === undefined || fields.length < 20) return undefined;
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15).map(Number);
  return {
    state,
    parent: Number(fields[1]),
    group: Number(fields[2]),
    session: Number(fields[3]),
    ticks: user + system,
    ticksOfChildren: childUser + childSystem,
    startTime: Number(fields[19]),
  };
}

/** `pid (name) state parent group session …`: the name may hold spaces and brackets of its own. */
const fieldsOf = (stat: string): string[] => stat.slice(stat.lastIndexOf(')') + 2).split(' ');

/** A zombie is not alive. */
export const isDead = ({ state }: Pick<Stat, 'state'>): boolean => state === 'Z' || state === 'X';

/** The command line of a process, its words with spaces between; empty if it has ended. */
export function commandLine(proc: string, pid: number): string {
  const words = textIn(`${proc}/${pid}/cmdline`).split('\0').join(' ').trim();
  if (words !== '') return words;
  // It is ending, and its memory is gone; its name is still there.
  const [, name = ''] = /\((.*)\)/s.exec(textIn(`${proc}/${pid}/stat`)) ?? [];
  return name;
}

/**
 * Seconds for which a thread ran on a processor or waited for one.
 *
 * @returns undefined where the kernel does not count them
 */
export function busySecondsIn(folder: string): number | undefined {
  const schedstat = textIn(`${folder}/schedstat`);
  const [ran = 0, waited = 0, times = 0] = schedstat.trim().split(' ').map(Number);
  return times > 0 ? (ran + waited) / 1e9 : undefined;
}
