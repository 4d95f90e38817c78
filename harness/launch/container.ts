import { existsSync, mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { textIn } from '../proc/files.ts';
import { freezerOf } from './freezer.ts';
import { removeGroup, writeGroup } from './group-files.ts';
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
  /** Kill all at once, where the kernel can (Linux 5.14): that outruns one that forks. */
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

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
