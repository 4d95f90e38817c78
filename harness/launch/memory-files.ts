import { readlinkSync, statfsSync, statSync } from 'node:fs';
import { PROC } from '../proc/files.ts';
import { descriptorsIn } from '../proc/open-files.ts';

/** Files of a run that lie in memory and not on a disk: memfds, /dev/shm, any tmpfs. */
export interface FilesInMemory {
  /** The bytes of files that these processes have, or had, open. */
  look: (pids: readonly number[]) => number;
  /** The result of the last look. */
  last: () => number;
}

/** tmpfs (memfds too), ramfs, hugetlbfs (statfs(2)). */
const IN_MEMORY = new Set([0x01021994, 0x858458f6, 0x958458f6]);
/** Bytes in a block of a file's size (stat(2)). */
const BLOCK = 512;

/**
 * The account of a process does not include such files unless it maps them. A file counts from when
 * a process of the run was seen to have it open until it is gone. Linux only.
 */
export function filesInMemory(): FilesInMemory {
  /** Paths of files that may still exist though they are closed, by device and number. */
  let known = new Map<string, string>();
  /** Whether a device lies in memory. */
  const devices = new Map<bigint, boolean>();
  let last = 0;

  const note = (path: string, into: Map<string, number>) => {
    const { dev, ino, blocks, nlink } = statSync(path, { bigint: true });
    const isInMemory = devices.get(dev) ?? IN_MEMORY.has(Number(statfsSync(path).type));
    devices.set(dev, isInMemory);
    if (!isInMemory) return undefined;
    const key = `${dev}:${ino}`;
    into.set(key, Number(blocks) * BLOCK);
    return { key, nlink };
  };
  return {
    last: () => last,
    look(pids) {
      const sizes = new Map<string, number>();
      const places = new Map<string, string>();
      for (const pid of pids) {
        for (const path of descriptorsIn(`${PROC}/${pid}`)) {
          attempt(() => {
            const file = note(path, sizes);
            if (file !== undefined && file.nlink > 0n) places.set(file.key, readlinkSync(path));
          });
        }
      }
      for (const [key, path] of known) {
        if (sizes.has(key)) continue;
        const found = new Map<string, number>();
        attempt(() => note(path, found));
        const bytes = found.get(key);
        if (bytes === undefined) continue;
        sizes.set(key, bytes);
        places.set(key, path);
      }
      known = places;
      last = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
      return last;
    },
  };
}

/** The file may have been closed meanwhile. */
function attempt(read: () => void): void {
  try {
    read();
  } catch {}
}
