import { existsSync, readdirSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noFolder, orFolderError } from '../environment-error.ts';
import { type Said, text } from '../messages/text.ts';

/** Bytes. A run's messages, draws and FIFOs take less; those of a program that prints much take 27 MB. */
const LEAST_SPACE = 1024 ** 2;

/** Bytes: no message of an observer is longer. */
const LONGEST_MESSAGE = 65_536;

/** Milliseconds between looks at the free space while a program runs; a look takes 0.01 ms. */
const LOOK = 20;

/**
 * A file that the observers remove when they cannot write a message: on a full disk a file can be
 * removed but not made.
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
   * Make sure that the programs could write their messages: without, they would seem to have done
   * nothing.
   *
   * @returns what they did to the folder themselves, for a reader
   * @throws LockstepError NO_FOLDER
   */
  after: () => Said[];
  /** Whether every file that was there at first is still there. */
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
      // A program can remove the witness, too: believe it only if the harness saw the disk full.
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
