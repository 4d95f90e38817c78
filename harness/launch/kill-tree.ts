import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Membership, membersNow, survivors } from './members.ts';
import { groupsBelow, isPopulated } from './populated.ts';
import type { Survivor } from './processes.ts';
import { sleepNow } from './sleep-now.ts';

/** End a run's processes, whatever they do against it; returns when none is left. */
export async function killTree(run: Membership): Promise<void> {
  for (const pid of run.keepers ?? []) kill(pid);
  // Again and again: a process may fork between the look and the kill.
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    await run.container?.end(run.spared);
    const alive = await survivors(run);
    if (alive.length === 0 && !isPopulated(run)) return;
    for (const group of groupsBelow(run)) kill(-group);
    if (process.platform === 'win32') {
      // What has ended is no error.
      await promisify(execFile)('taskkill', ['/pid', String(run.root), '/T', '/F']).catch(() => {});
    } else if (process.platform !== 'linux') {
      kill(-run.root);
    }
    if (attempt >= QUICK_KILLS) await freeze(run);
    signalAll(attempt < QUICK_KILLS ? alive : await survivors(run), 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

/** Rounds of killing what is seen; after that, some process forks faster, and they are frozen first. */
const QUICK_KILLS = 3;

/** Stop a run's processes until no other appears: a stopped process cannot fork. */
async function freeze(run: Membership): Promise<void> {
  const stopped = new Set<number>();
  for (let round = 0; round < FREEZE_ROUNDS; round += 1) {
    const others = (await survivors(run)).filter(({ pid }) => !stopped.has(pid));
    if (others.length === 0) return;
    signalAll(others, 'SIGSTOP');
    for (const { pid } of others) stopped.add(pid);
  }
}

/** Chosen, not measured: each round stops all processes that are seen. */
const FREEZE_ROUNDS = 20;

/** Signal whole groups at once: a process that forks outruns a signal for each process. */
function signalAll(processes: readonly Omit<Survivor, 'command'>[], signal: NodeJS.Signals): void {
  for (const group of new Set(processes.map(({ group }) => group))) if (group) kill(-group, signal);
  for (const { pid } of processes) kill(pid, signal);
}

/** Until it is disposed of, this run is ended when the harness ends. */
export function killAtExit(run: Membership): Disposable {
  const kill = () => killTreeNow(run);
  process.once('exit', kill);
  return { [Symbol.dispose]: () => process.removeListener('exit', kill) };
}

/** Milliseconds between two looks at what was killed, and how many looks there are. */
const PAUSE = 5;
const ATTEMPTS = 100;

/** End at once what can be found, without waiting: for exit handlers. */
export function killTreeNow(run: Membership): void {
  if (process.platform === 'linux') {
    for (const pid of run.keepers ?? []) kill(pid);
    run.container?.endNow();
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const alive = membersNow(run);
      if (alive.length === 0 && !isPopulated(run)) return;
      for (const group of groupsBelow(run)) kill(-group);
      signalAll(alive, 'SIGKILL');
      sleepNow(PAUSE);
    }
    return;
  }
  if (process.platform !== 'win32') kill(-run.root);
  for (const pid of [run.root, ...run.known]) kill(pid);
}

function kill(pid: number, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone already.
  }
}
