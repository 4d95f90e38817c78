import { existsSync, readdirSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noFolder, orFolderError } from '../environment-error.ts';
import { type Said, text } from '../messages/text.ts';

/** A run's messages, draws and FIFOs take less than this, in bytes; a program that prints much, 27 MB. */
const LEAST_SPACE = 1024 ** 2;

/** Bytes: an observer writes no message that is longer. */
const LONGEST_MESSAGE = 65_536;

/** Milliseconds between looks at how much is free while a program runs; one takes 0.01 ms. */
const LOOK = 20;

/**
 * A file that the observers remove when they cannot write a message: on a disk that is full a file
 * can be removed, but none can be made.
 */
const WITNESS = 'writable';

/** Watches the folder of a workspace while programs run. */
export interface SpaceWatch extends Disposable {
  /**
   * Make sure that there is space for a run.
   *
   * @throws LockstepError NO_FOLDER
   */
  before: () => void;
  /**
   * Make sure that the programs could write down what they did: one that cannot would look as if it
   * did nothing.
   *
   * @returns what they did to the folder themselves, for a reader
   * @throws LockstepError NO_FOLDER
   */
  after: () => Said[];
  /** Whether all is there that was there at first. */
  isWhole: () => boolean;
}

/** @param folder with all that each of its runs needs */
export function watchSpace(folder: string): SpaceWatch {
  const witness = join(folder, WITNESS);
  const needed = readdirSync(folder);
  let wasShort = false;
  /** What was missing after the last run; undefined while one may still remove it. */
  let lost: string[] | undefined;
  let timer: NodeJS.Timeout | undefined;
  const missing = () => {
    const there = new Set(namesIn(folder));
    return needed.filter((name) => !there.has(name));
  };
  return {
    before() {
      throwIfBelow(folder, LEAST_SPACE);
      writeFileSync(witness, '');
      lost = undefined;
      wasShort = false;
      timer ??= setInterval(() => {
        wasShort ||= isShort(folder);
      }, LOOK).unref();
    },
    after() {
      clearInterval(timer);
      timer = undefined;
      lost = missing();
      if (!existsSync(folder)) return [text('folderRemoved')];
      // In a sandbox the observers cannot remove the witness.
      throwIfBelow(folder, 1);
      const isWitnessed = !existsSync(witness);
      orFolderError(() => writeFileSync(witness, ''));
      // A program can remove the witness, too: it is believed where the harness saw the same.
      if (isWitnessed && wasShort) throw noFolder((m) => m.errors.whyEnvironment.becameFull());
      const removed = isWitnessed ? [...lost, WITNESS] : lost;
      return removed.length === 0 ? [] : [text('filesRemoved', removed)];
    },
    isWhole: () => (lost ?? missing()).length === 0,
    [Symbol.dispose]() {
      clearInterval(timer);
    },
  };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // A program has removed it.
  }
}

function isShort(folder: string): boolean {
  try {
    throwIfBelow(folder, LONGEST_MESSAGE);
    return false;
  } catch {
    return existsSync(folder);
  }
}

function throwIfBelow(folder: string, least: number): void {
  const { bavail, bsize, blocks, ffree, files } = statfsSync(folder);
  // Some file systems do not count.
  if (blocks > 0 && bavail * bsize < least) {
    const kilobytes = Math.floor((bavail * bsize) / 1024);
    throw noFolder((m) => m.errors.whyEnvironment.fullFolder(kilobytes));
  }
  if (files > 0 && ffree < 1) throw noFolder((m) => m.errors.whyEnvironment.noMoreFiles());
}
