import { accessSync, constants, type Dirent, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cgroupsOf } from '../proc/cgroup.ts';
import { PROC, textIn } from '../proc/files.ts';
import { containerOf } from './container.ts';
import { removeGroup } from './group-files.ts';

/**
 * Make the control groups in which runs have theirs: one that can freeze and kill, and perhaps a
 * second one that limits the number of processes. None if this user may not make any.
 *
 * @param name of the folder in each hierarchy
 */
export function openContainers(name: string, platform: NodeJS.Platform): string[] {
  if (platform !== 'linux') return [];
  const { unified, freezer, pids } = cgroupsOf(
    textIn(`${PROC}/self/mountinfo`),
    textIn(`${PROC}/self/cgroup`),
  );
  const killing = made(unified, name, 'cgroup.kill') ?? made(freezer, name, 'freezer.state');
  if (killing === undefined) return [];
  const counting = made(pids, name, 'pids.max');
  return counting === undefined ? [killing] : [killing, counting];
}

/** @param file that the group must have */
function made(parent: string | undefined, name: string, file: string): string | undefined {
  if (parent === undefined) return undefined;
  try {
    // To move a process takes the right to write to its present group, too.
    accessSync(join(parent, 'cgroup.procs'), constants.W_OK);
    const folder = join(parent, name);
    mkdirSync(folder);
    if (existsSync(join(folder, file))) return folder;
    removeGroup(folder);
    return undefined;
  } catch {
    return undefined; // This user may not, or the file system is read-only, as in most containers.
  }
}

/** End what is left in the containers, and remove them. The guardian ends what does not end at once. */
export function closeContainers(roots: readonly string[]): void {
  const [first] = roots;
  if (first === undefined) return;
  for (const { name } of folders(first)) {
    containerOf(roots.map((root) => join(root, name)))?.endNow();
  }
  for (const root of roots) removeGroup(root);
}

function folders(root: string): Dirent[] {
  try {
    return readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  } catch {
    return []; // The guardian of another harness, or a person, has removed it.
  }
}
