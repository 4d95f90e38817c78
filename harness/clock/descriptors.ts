import { readMemory } from '../proc/memory.ts';
import { fileOf, watchedBy } from '../proc/open-files.ts';
import type { BlockedThread } from './blocked-thread.ts';

const POLLFD_BYTES = 8;
const BITS = 8;
/** So many descriptors of one call are looked at: as many as select(2) knows. */
const MOST = 1024;

/** Calls that wait for what comes by the descriptor that is their first argument. */
const READS = new Set(['read', 'readv', 'recvfrom', 'recvmsg', 'accept', 'accept4', 'connect']);

/**
 * What a blocked thread waits for, by the names that the kernel has for its open files:
 * `pipe:[1234]`, `/dev/pts/0`. None where that cannot be read.
 */
export function filesWaitedFor({ pid, wait }: BlockedThread, proc: string): string[] {
  const folder = `${proc}/${pid}`;
  return descriptorsIn(wait, folder).flatMap((descriptor) => fileOf(folder, descriptor) ?? []);
}

function descriptorsIn({ name, args }: BlockedThread['wait'], folder: string): number[] {
  const [first = 0n, second = 0n] = args;
  try {
    if (READS.has(name)) return [Number(first)];
    if (name.startsWith('epoll')) return watchedBy(folder, first);
    if (name === 'poll' || name === 'ppoll') {
      return polledAt(folder, first, Math.min(Number(second), MOST));
    }
    if ((name === 'select' || name === 'pselect6') && second !== 0n) {
      return setAt(folder, second, Math.min(Number(first), MOST));
    }
    return [];
  } catch {
    return []; // It has ended; or its memory is not ours to read.
  }
}

/** The descriptors in an array of struct pollfd (poll(2)). */
function polledAt(folder: string, pointer: bigint, count: number): number[] {
  const memory = Buffer.alloc(count * POLLFD_BYTES);
  const length = readMemory(folder, pointer, memory);
  return Array.from({ length: length / POLLFD_BYTES }, (_, at) =>
    memory.readInt32LE(at * POLLFD_BYTES),
  );
}

/** The descriptors in a bit set, as select(2) takes it. */
function setAt(folder: string, pointer: bigint, count: number): number[] {
  const memory = Buffer.alloc(Math.ceil(count / BITS));
  const bits = BITS * readMemory(folder, pointer, memory);
  return Array.from({ length: bits }, (_, bit) => bit).filter(
    (bit) => ((memory[Math.floor(bit / BITS)] ?? 0) >> (bit % BITS)) & 1,
  );
}
