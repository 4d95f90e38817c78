import { closeSync, openSync, readFileSync, readlinkSync, readSync } from 'node:fs';
import type { BlockedThread } from './quiescence.ts';

/** Where a system call says on which descriptors it waits. */
export type Waited =
  | { one: number }
  /** An array of `struct pollfd`. */
  | { pointer: bigint; count: number }
  /** Bit sets, of which any may be null. */
  | { sets: readonly bigint[]; count: number }
  | { epoll: number };

const POLLFD_BYTES = 8;
const BITS = 8;
/** So many descriptors of one call are looked at: as many as select(2) knows. */
const MOST = 1024;

const buffer = Buffer.alloc(POLLFD_BYTES * MOST);

/**
 * What a blocked thread waits for, by the names that the kernel has for its open files:
 * `pipe:[1234]`, `/dev/pts/0`. None where that cannot be read.
 */
export function filesWaitedFor({ pid, wait }: BlockedThread, proc: string): string[] {
  if (wait.descriptors === undefined) return [];
  const folder = `${proc}/${pid}`;
  return numbersOf(wait.descriptors, folder).flatMap((number) => fileOf(folder, number) ?? []);
}

/** @param folder of the process, in proc */
export function fileOf(folder: string, descriptor: number): string | undefined {
  try {
    return readlinkSync(`${folder}/fd/${descriptor}`);
  } catch {
    return undefined; // It is closed, or not ours to see.
  }
}

function numbersOf(waited: Waited, folder: string): number[] {
  try {
    if ('one' in waited) return [waited.one];
    if ('epoll' in waited) {
      const info = readFileSync(`${folder}/fdinfo/${waited.epoll}`, 'utf8');
      return [...info.matchAll(/^tfd:\s+(\d+)/gm)].map(([, number]) => Number(number));
    }
    const count = Math.min(waited.count, MOST);
    if ('pointer' in waited) {
      const length = readMemory(folder, waited.pointer, count * POLLFD_BYTES);
      return Array.from({ length: length / POLLFD_BYTES }, (_, at) =>
        buffer.readInt32LE(at * POLLFD_BYTES),
      );
    }
    return waited.sets.flatMap((pointer) => {
      if (pointer === 0n) return [];
      const bits = BITS * readMemory(folder, pointer, Math.ceil(count / BITS));
      return Array.from({ length: bits }, (_, bit) => bit).filter(
        (bit) => ((buffer[Math.floor(bit / BITS)] ?? 0) >> (bit % BITS)) & 1,
      );
    });
  } catch {
    return []; // It has ended; or its memory is not ours to read.
  }
}

function readMemory(folder: string, pointer: bigint, bytes: number): number {
  const memory = openSync(`${folder}/mem`, 'r');
  try {
    return readSync(memory, buffer, 0, bytes, pointer);
  } finally {
    closeSync(memory);
  }
}
