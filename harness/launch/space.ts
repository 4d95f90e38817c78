import { existsSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noFolder } from '../environment-error.ts';

/** A run's messages, draws and FIFOs take less than this, in bytes; a program that prints much, 27 MB. */
const LEAST_SPACE = 1024 ** 2;

/**
 * A file that the observers remove when they cannot write a message: on a disk that is full a file
 * can be removed, but none can be made.
 */
const WITNESS = 'writable';

/**
 * Watches whether the programs of a workspace can write down what they do. One that cannot would
 * look as if it did nothing.
 *
 * @throws LockstepError NO_FOLDER from both
 */
export function watchSpace(folder: string): { before: () => void; after: () => void } {
  const witness = join(folder, WITNESS);
  return {
    before() {
      throwIfBelow(folder, LEAST_SPACE);
      writeFileSync(witness, '');
    },
    after() {
      if (!existsSync(witness)) throw noFolder('It became full, or unwritable, during a run.');
      // In a sandbox the observers cannot remove it.
      throwIfBelow(folder, 1);
    },
  };
}

function throwIfBelow(folder: string, least: number): void {
  const { bavail, bsize, blocks, ffree, files } = statfsSync(folder);
  // Some file systems do not count.
  if (blocks > 0 && bavail * bsize < least) {
    throw noFolder(`It is full: ${Math.floor((bavail * bsize) / 1024)} kB are free.`);
  }
  if (files > 0 && ffree < 1) throw noFolder('It can have no more files.');
}
