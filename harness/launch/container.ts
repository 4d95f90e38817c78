import { existsSync, mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { textIn } from '../proc/files.ts';
import { freezerOf } from './freezer.ts';
import { removeGroup, writeGroup } from './group-files.ts';
import { sleepNow } from './sleep-now.ts';

/** A control group: no process that starts in it can leave it, however it forks. */
export interface Container extends AsyncDisposable {
  /** A process enters by writing 0 to each of these files. */
  readonly entrances: readonly string[];
  enter: (pid: number) => Promise<void>;
  /** Its living processes. If it is not frozen, processes that fork and end may be missing. */
  pids: () => number[];
  /** Exactly how many threads and zombies it has; undefined if the kernel does not count them. */
  count: () => number | undefined;
  /** Do something while all of its processes are frozen. */
  whileFrozen: <Result>(use: () => Promise<Result>) => Promise<Result>;
  /** End all of its processes but the spared one; none can fork meanwhile. */
  end: (spared?: number) => Promise<void>;
  /** The same without waiting, for exit handlers; removes the group if it can at once. */
  endNow: () => void;
}

/**
 * How many processes and threads a program may have in all: 90 Nodes have 1000. The harness ended a
 * fork bomb with so many in 7 s on two cores, and in 35 s with 4096.
 */
const TASKS = 1024;

/** Milliseconds that processes may take to freeze, or to end when they are killed. */
const PATIENCE = 1000;
const PAUSE = 2;

/** @param roots as `openContainers` gave them */
export function createContainer(roots: readonly string[], name: string): Container | undefined {
  const folders = roots.map((root) => join(root, name));
  for (const folder of folders) {
    mkdirSync(folder);
    writeGroup(join(folder, 'pids.max'), String(TASKS));
  }
  return containerOf(folders);
}

/** @param folders of its control groups, the first to freeze and kill by */
export function containerOf(folders: readonly string[]): Container | undefined {
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
  /** Kill all at once, if the kernel can (Linux 5.14): faster than any process forks. */
  const killGroup = () => writeGroup(join(group, 'cgroup.kill'), '1');
  const killEach = (spared?: number) => {
    for (const pid of pids()) if (pid !== spared) kill(pid);
  };
  const remove = () => folders.every(removeGroup);

  const freeze = async () => {
    freezer.freeze();
    await within(PATIENCE, freezer.isFrozen);
  };
  const end = async (spared?: number) => {
    const until = performance.now() + PATIENCE;
    let isTried = false;
    while (pids().some((pid) => pid !== spared) && performance.now() < until) {
      if (spared !== undefined || !killGroup()) {
        // Only a process that forks outlives the first try. Freezing takes long on a busy machine.
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
      // It may have ended; otherwise it is found as if there were no container.
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

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
