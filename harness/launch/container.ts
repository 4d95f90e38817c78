import {
  accessSync,
  closeSync,
  constants,
  type Dirent,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmdirSync,
  writeSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cgroupsOf } from '../proc/cgroup.ts';
import { PROC, textIn } from '../proc/files.ts';
import { sleepNow } from './sleep-now.ts';

/** A control group: no process that was started in it can leave it, whatever it forks. */
export interface Container extends AsyncDisposable {
  /** A process enters by writing 0 to each of these files. */
  readonly entrances: readonly string[];
  enter: (pid: number) => Promise<void>;
  /** Its living processes; while none is frozen, without those that fork and end meanwhile. */
  pids: () => number[];
  /** How many threads and zombies it has, exactly; undefined where the kernel does not count. */
  count: () => number | undefined;
  /** Do something while none of them goes on. */
  whileFrozen: <Result>(use: () => Promise<Result>) => Promise<Result>;
  /** End them all but the one that is spared; none can fork while it is done. */
  end: (spared?: number) => Promise<void>;
  /** For a handler that cannot wait: end all, and remove the group if that works at once. */
  endNow: () => void;
}

/**
 * How many processes and threads a program may have in all: 90 Nodes have 1000. A fork bomb that
 * has so many leaves the harness enough of two cores to end it: it took 7 s, and 35 s with 4096.
 */
const TASKS = 1024;

/** How long processes may take to be frozen, and to end when killed, in milliseconds. */
const PATIENCE = 1000;
const PAUSE = 2;

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
    removed(folder);
    return undefined;
  } catch {
    return undefined; // Not this user, or a file system that is read-only, as in most containers.
  }
}

/** @param roots as `openContainers` gave them */
export function createContainer(roots: readonly string[], name: string): Container | undefined {
  const folders = roots.map((root) => join(root, name));
  for (const folder of folders) {
    mkdirSync(folder);
    write(join(folder, 'pids.max'), String(TASKS));
  }
  return containerOf(folders);
}

function containerOf(folders: readonly string[]): Container | undefined {
  const [group] = folders;
  if (group === undefined) return undefined;
  const entrances = folders.map((folder) => join(folder, 'cgroup.procs'));
  const pids = () =>
    textIn(join(group, 'cgroup.procs'))
      .split('\n')
      .flatMap((line) => (line === '' ? [] : Number(line)));
  const counter = folders.map((folder) => join(folder, 'pids.current')).find(existsSync);
  const count = () => {
    const counted = counter === undefined ? Number.NaN : Number.parseInt(textIn(counter), 10);
    return Number.isNaN(counted) ? undefined : counted;
  };
  const freezer = freezerOf(group);
  /** Kill all at once, where the kernel can (Linux 5.14): that outruns one that forks. */
  const killGroup = () => write(join(group, 'cgroup.kill'), '1');
  const killEach = (spared?: number) => {
    for (const pid of pids()) if (pid !== spared) kill(pid);
  };
  const remove = () => folders.every(removed);

  const freeze = async () => {
    freezer.freeze();
    await within(PATIENCE, freezer.isFrozen);
  };
  const end = async (spared?: number) => {
    const until = performance.now() + PATIENCE;
    let isTried = false;
    while (pids().some((pid) => pid !== spared) && performance.now() < until) {
      if (spared !== undefined || !killGroup()) {
        // Only whoever forks meanwhile outlives the first time; to freeze takes long on a busy machine.
        if (isTried) await freeze();
        killEach(spared);
        isTried = true;
      }
      freezer.thaw();
      await pause(PAUSE);
    }
  };
  return {
    entrances,
    async enter(pid) {
      // It has ended, perhaps; else it is found as where there is no container.
      await Promise.allSettled(entrances.map((file) => writeFile(file, String(pid))));
    },
    pids,
    count,
    async whileFrozen(use) {
      await freeze();
      try {
        return await use();
      } finally {
        freezer.thaw();
      }
    },
    end,
    endNow() {
      const until = performance.now() + PATIENCE;
      do {
        if (!killGroup()) {
          freezer.freeze();
          killEach();
          freezer.thaw();
        }
        if (remove()) return;
        sleepNow(PAUSE);
      } while (performance.now() < until);
    },
    async [Symbol.asyncDispose]() {
      await end();
      await within(PATIENCE, remove);
    },
  };
}

async function within(milliseconds: number, isDone: () => boolean): Promise<void> {
  const until = performance.now() + milliseconds;
  while (!isDone() && performance.now() < until) await pause(PAUSE);
}

function freezerOf(group: string) {
  const isUnified = existsSync(join(group, 'cgroup.freeze'));
  const state = join(group, isUnified ? 'cgroup.freeze' : 'freezer.state');
  const [frozen, thawed] = isUnified ? (['1', '0'] as const) : (['FROZEN', 'THAWED'] as const);
  return {
    freeze: () => write(state, frozen),
    thaw: () => write(state, thawed),
    isFrozen: () =>
      isUnified
        ? textIn(join(group, 'cgroup.events')).includes('frozen 1')
        : textIn(state).startsWith('FROZEN'),
  };
}

/** End what is left in the containers, and remove them; what does not end at once the guardian ends. */
export function closeContainers(roots: readonly string[]): void {
  const [first] = roots;
  if (first === undefined) return;
  for (const { name } of folders(first)) {
    containerOf(roots.map((root) => join(root, name)))?.endNow();
  }
  for (const root of roots) removed(root);
}

function folders(root: string): Dirent[] {
  try {
    return readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  } catch {
    return []; // The guardian of another harness, or a person, has removed it.
  }
}

function removed(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch {
    return !existsSync(folder);
  }
}

function write(file: string, text: string): boolean {
  try {
    const descriptor = openSync(file, constants.O_WRONLY);
    try {
      writeSync(descriptor, text);
    } finally {
      closeSync(descriptor);
    }
    return true;
  } catch {
    return false; // The kernel has no such file, or the group is gone.
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
