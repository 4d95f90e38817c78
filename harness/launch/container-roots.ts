import { accessSync, constants, type Dirent, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cgroupsOf } from '../proc/cgroup.ts';
import { PROC, textIn } from '../proc/files.ts';
import { containerOf } from './container.ts';
import { removeGroup } from './group-files.ts';

/**
 * Control groups in which runs can have theirs: the first to freeze and kill by, perhaps a second
 * that limits how many processes there are. Empty where this user may make none.
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
    // Who moves a process must be allowed to write to where it is now, too.
    accessSync(join(parent, 'cgroup.procs'), constants.W_OK);
    const folder = join(parent, name);
    mkdirSync(folder);
    if (existsSync(join(folder, file))) return folder;
    removeGroup(folder);
    return undefined;
  } catch {
    return undefined; // Not this user, or a file system that is read-only, as in most containers.
  }
}

/** End what is left in the containers, and remove them; what does not end at once the guardian ends. */
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
