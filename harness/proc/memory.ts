import { closeSync, openSync, readSync } from 'node:fs';

/**
 * Read from the memory of a process.
 *
 * @param folder of the process
 * @param into takes so many bytes as it is long
 * @returns how many bytes were read
 * @throws Error if the process has ended, or if its memory is not ours to read
 */
export function readMemory(folder: string, pointer: bigint, into: Buffer): number {
  const memory = openSync(`${folder}/mem`, 'r');
  try {
    return readSync(memory, into, 0, into.length, pointer);
  } finally {
    closeSync(memory);
  }
}
