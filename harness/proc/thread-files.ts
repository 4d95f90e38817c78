import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { childrenIn, PROC, textIn } from './files.ts';

/** Descriptors of a thread's files, kept open: to read again costs a quarter of opening again. */
export interface ThreadFiles {
  stat: number;
  turns: number;
  syscall: number;
  children: number;
}

/**
 * The file that counts how often a thread ran. `schedstat` costs a fifth of `status`, which has
 * the context switches; a kernel without CONFIG_SCHED_INFO has zeros in it.
 */
export type TurnsFile = 'schedstat' | 'status';

const buffer = Buffer.alloc(8192);
const SPACE = 32;
const CLOSING_BRACKET = 41;
const ZOMBIE = 'Z'.charCodeAt(0);
/** Asleep, dead with nobody waiting for it yet, or stopped. `D` waits for a disk: as good as running. */
const BLOCKED = new Set(['S', 'Z', 'T', 't'].map((state) => state.charCodeAt(0)));
const SWITCHES = 'voluntary_ctxt_switches';

export const turnsFile = (): TurnsFile =>
  /[1-9]\d*\s*$/.test(textIn(`${PROC}/self/schedstat`)) ? 'schedstat' : 'status';

/** @throws Error if the thread has ended, or if the harness may not open more files */
export function openThread(folder: string, turnsName: TurnsFile): ThreadFiles {
  const opened: number[] = [];
  try {
    for (const name of ['stat', turnsName, 'syscall', 'children']) {
      opened.push(openSync(`${folder}/${name}`, 'r'));
    }
  } catch (error) {
    for (const descriptor of opened) closeSync(descriptor);
    throw error;
  }
  const [stat, turns, syscall, children] = opened as [number, number, number, number];
  return { stat, turns, syscall, children };
}

export function closeThread(files: ThreadFiles): void {
  for (const descriptor of Object.values(files)) closeSync(descriptor);
}

/** The letter of a thread's state, as a character code. @throws Error if it has ended */
export function stateOf({ stat }: ThreadFiles): number {
  // `tid (name) state …`: the name may hold brackets of its own.
  const length = readSync(stat, buffer, 0, buffer.length, 0);
  return buffer[buffer.lastIndexOf(CLOSING_BRACKET, length) + 2] as number;
}

export const isBlocked = (state: number): boolean => BLOCKED.has(state);
export const isZombie = (state: number): boolean => state === ZOMBIE;

/** Another text whenever the thread has run. @throws Error if it has ended */
export function turnsOf({ turns }: ThreadFiles): string {
  const text = textOf(turns);
  const at = text.indexOf(SWITCHES);
  return at === -1 ? text : text.slice(at);
}

/** What the thread waits in; `running` or `-1 …` while it is in none (proc(5)). */
export const systemCallOf = ({ syscall }: ThreadFiles): string => textOf(syscall);

/** The processes that the thread has started and that still have a record. */
export const childrenOf = ({ children }: ThreadFiles): number[] => childrenIn(textOf(children));

/**
 * The threads of a process; none if it has ended.
 *
 * @throws Error if the harness may not open more files: what it cannot look at has not ended
 */
export function threadIdsNow(folder: string): number[] {
  try {
    return readdirSync(`${folder}/task`).map(Number);
  } catch (error) {
    throwIfOutOfFiles(error);
    return [];
  }
}

export function throwIfOutOfFiles(error: unknown): void {
  if (['EMFILE', 'ENFILE', 'ENOMEM'].includes(String((error as NodeJS.ErrnoException).code))) {
    throw error;
  }
}

function textOf(descriptor: number): string {
  let length = readSync(descriptor, buffer, 0, buffer.length, 0);
  while (length > 0 && (buffer[length - 1] as number) <= SPACE) length -= 1;
  return buffer.toString('latin1', 0, length);
}
