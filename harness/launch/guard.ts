import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { folderError } from '../environment-error.ts';
import { PROC } from '../proc/files.ts';
import { requireOwnProc } from '../proc/soundness.ts';
import { closeContainers, openContainers } from './container-roots.ts';
import { startGuardian } from './guardian.ts';
import { killTreeNow } from './kill-tree.ts';
import type { Membership } from './members.ts';

/**
 * Keeps all that runs need in one folder, and leaves nothing of it behind, however the harness ends:
 * when it exits the guard tidies up; when it is killed, a guardian does (on Windows nobody).
 */
export interface Guard extends Disposable {
  folder: string;
  /** The control groups in which runs have theirs. */
  containers: readonly string[];
  /** Until it is disposed of, this run is ended when the harness ends. */
  killAtExit: (run: Membership) => Disposable;
}

/** @throws LockstepError NO_FOLDER, NO_PROC */
export function openGuard(): Guard {
  if (process.platform === 'linux') requireOwnProc(PROC);
  const folder = makeFolder(tmpdir());
  const containers = openContainers(basename(folder), process.platform);
  const going = new Set<Membership>();
  const tidy = () => {
    for (const run of going) killTreeNow(run);
    closeContainers(containers);
    // Empty if all runs are over. What a run left behind has this folder in its environment.
    if (process.platform === 'linux' && !isEmpty(folder)) {
      killTreeNow({ root: NOBODY, folder, known: [] });
    }
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', tidy);
  const endGuardian = process.platform === 'win32' ? () => {} : startGuardian(folder, containers);
  return {
    folder,
    containers,
    killAtExit(run) {
      going.add(run);
      return { [Symbol.dispose]: () => going.delete(run) };
    },
    [Symbol.dispose]() {
      process.removeListener('exit', tidy);
      tidy();
      endGuardian();
    },
  };
}

/** The id of no process. */
const NOBODY = -1;

function isEmpty(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0;
  } catch {
    return false; // It was removed, or nobody may read it.
  }
}

function makeFolder(parent: string): string {
  try {
    // A missing folder is not made: its name may be mistyped.
    return mkdtempSync(join(parent, 'lockstep-'));
  } catch (error) {
    throw folderError(error);
  }
}
