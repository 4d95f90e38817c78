import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, readSync } from 'node:fs';
import type { BlockedThread } from './quiescence.ts';

const POLLFD_BYTES = 8;
const BITS = 8;
/** So many descriptors of one call are looked at: as many as select(2) knows. */
const MOST = 1024;

const buffer = Buffer.alloc(POLLFD_BYTES * MOST);

/** Calls that wait for what comes by the descriptor that is their first argument. */
const READS = new Set(['read', 'readv', 'recvfrom', 'recvmsg', 'accept', 'accept4', 'connect']);

/**
 * What a blocked thread waits for, by the names that the kernel has for its open files:
 * `pipe:[1234]`, `/dev/pts/0`. None where that cannot be read.
 */
export function filesWaitedFor({ pid, wait }: BlockedThread, proc: string): string[] {
  const folder = `${proc}/${pid}`;
  return numbersOf(wait, folder).flatMap((number) => fileOf(folder, number) ?? []);
}

/** @param folder of the process, in proc */
export function fileOf(folder: string, descriptor: number): string | undefined {
  try {
    return readlinkSync(`${folder}/fd/${descriptor}`);
  } catch {
    return undefined; // It is closed, or not ours to see.
  }
}

/** What a process has open, by the same names. */
export function filesOf(pid: number, proc: string): string[] {
  const folder = `${proc}/${pid}`;
  try {
    return readdirSync(`${folder}/fd`).flatMap((number) => fileOf(folder, Number(number)) ?? []);
  } catch {
    return []; // It has ended.
  }
}

function numbersOf({ name, args }: BlockedThread['wait'], folder: string): number[] {
  const [first = 0n, second = 0n] = args;
  try {
    if (READS.has(name)) return [Number(first)];
    if (name.startsWith('epoll')) {
      const info = readFileSync(`${folder}/fdinfo/${first}`, 'utf8');
      return [...info.matchAll(/^tfd:\s+(\d+)/gm)].map(([, number]) => Number(number));
    }
    if (name === 'poll' || name === 'ppoll') {
      const count = Math.min(Number(second), MOST);
      const length = readMemory(folder, first, count * POLLFD_BYTES);
      return Array.from({ length: length / POLLFD_BYTES }, (_, at) =>
        buffer.readInt32LE(at * POLLFD_BYTES),
      );
    }
    if ((name === 'select' || name === 'pselect6') && second !== 0n) {
      return setAt(folder, second, Math.min(Number(first), MOST));
    }
    return [];
  } catch {
    return []; // It has ended; or its memory is not ours to read.
  }
}

/** The descriptors in a bit set, as select(2) takes it. */
function setAt(folder: string, pointer: bigint, count: number): number[] {
  const bits = BITS * readMemory(folder, pointer, Math.ceil(count / BITS));
  return Array.from({ length: bits }, (_, bit) => bit).filter(
    (bit) => ((buffer[Math.floor(bit / BITS)] ?? 0) >> (bit % BITS)) & 1,
  );
}

function readMemory(folder: string, pointer: bigint, bytes: number): number {
  const memory = openSync(`${folder}/mem`, 'r');
  try {
    return readSync(memory, buffer, 0, bytes, pointer);
  } finally {
    closeSync(memory);
  }
}
