import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { BlockedThread } from '../../../harness/clock/blocked-thread.ts';
import { type Watch, watch } from '../../../harness/clock/quiescence.ts';
import { waitOf } from '../../../harness/clock/system-call.ts';
import { findPython } from '../../../harness/launch/python.ts';
import { fixture } from '../../support/fixture.ts';
import { PATIENCE, until } from '../../support/sandbox.ts';

/** Each looks at every thread of six. Where single looks are fooled, 2 % are: that none of so many is, is no luck. */
const LOOKS = 1500;

const started: ChildProcess[] = [];

afterEach(async () => {
  for (const child of started.splice(0)) {
    process.kill(-(child.pid as number), 'SIGKILL');
    await once(child, 'exit');
  }
});

/** Python without an observer: what is looked at is the program alone. */
async function start(name: string) {
  const { executable } = await findPython(process.env, process.platform);
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  const child = spawn(executable, [fixture(name)], { detached: true, stdio: [...stdio] });
  started.push(child);
  return child;
}

const threadsOf = (pid: number) => readdirSync(`/proc/${pid}/task`);
const childrenOf = (pid: number) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').split(' ').filter(Boolean);

const BUSY = {
  'passes-a-token-round-threads.py': (pid: number) => threadsOf(pid).length === 6 + 1,
  'passes-a-token-round-processes.py': (pid: number) => childrenOf(pid).length === 6 - 1,
  'naps-for-ever.py': (pid: number) => {
    const row = readFileSync(`/proc/${pid}/syscall`, 'latin1');
    return !row.startsWith('running') && /nanosleep/.test(waitOf(row, process.arch).name);
  },
};
const RINGS = ['passes-a-token-round-threads.py', 'passes-a-token-round-processes.py'] as const;

/** What each look says of who is always busy; anything at all is wrong. */
async function* looksAt(name: keyof typeof BUSY, look: (pid: number) => unknown) {
  const pid = (await start(name)).pid as number;
  await until(() => BUSY[name](pid));
  for (let count = 0; ; count += 1) {
    yield look(pid);
    if (count % 100 === 0) await turn();
  }
}

/** How often who is always busy is said to rest. */
async function countFooled(name: keyof typeof BUSY, look: (pid: number) => unknown) {
  let fooled = 0;
  let looks = 0;
  for await (const said of looksAt(name, look)) {
    if (said !== undefined) fooled += 1;
    looks += 1;
    if (looks === LOOKS) break;
  }
  return fooled;
}

/**
 * Whether who is always busy is ever said to rest. No number of looks is enough: on cores with much
 * else to do the busy one may stand still, asleep nowhere, through any number of quick looks.
 */
async function isEverFooled(name: keyof typeof BUSY, look: (pid: number) => unknown) {
  const start = performance.now();
  for await (const said of looksAt(name, look)) {
    if (said !== undefined) return true;
    if (performance.now() - start > PATIENCE) return false;
  }
}

const through = (watched: Watch) => (pid: number) => {
  watched.add(pid);
  return watched.look();
};

describe.each(RINGS)('a program that always runs (%s)', (name) => {
  test('is never quiescent', async () => {
    using watched = watch(() => false);
    expect(await countFooled(name, through(watched))).toBe(0);
  });

  // The broken twin: without it, nobody knew whether the ring is hard to see through.
  test('looks at rest now and then if each state is read once', async () => {
    expect(await isEverFooled(name, statesOnce)).toBe(true);
  });
});

/** One pass that sees only whether each thread is asleep. */
function statesOnce(pid: number): true | undefined {
  const pids = [String(pid), ...childrenOf(pid)];
  const files = pids.flatMap((own) =>
    threadsOf(Number(own)).map((tid) => `/proc/${own}/task/${tid}/stat`),
  );
  const asleep = (file: string) => /\) S [^)]*$/.test(readFileSync(file, 'latin1'));
  return files.every(asleep) || undefined;
}

describe('a program that naps for a moment again and again', () => {
  test('is never quiescent', async () => {
    using watched = watch(() => false);
    expect(await countFooled('naps-for-ever.py', through(watched))).toBe(0);
  });

  test('is quiescent if such naps are said to mean nothing', async () => {
    using watched = watch(() => true);
    expect(await isEverFooled('naps-for-ever.py', through(watched))).toBe(true);
  });
});

describe('a program that rests', () => {
  /** The threads by the way in which they wait, once all of them do. */
  async function waits() {
    const child = await start('waits-in-many-ways.py');
    using watched = watch(() => false);
    watched.add(child.pid as number);
    const names = new Map<number, string>();
    const lines = createInterface({ input: child.stdout as NonNullable<typeof child.stdout> });
    for await (const line of lines) {
      const [tid = '', ...name] = line.split(' ');
      names.set(Number(tid), name.join(' '));
      if (names.size === 11) break;
    }
    let threads: BlockedThread[] | undefined;
    await until(() => {
      threads = watched.look();
      return threads !== undefined;
    });
    const named = (threads ?? []).map(
      ({ tid, wait }) => [names.get(tid) ?? (tid === child.pid ? 'main' : 'child'), wait] as const,
    );
    return Object.fromEntries(named);
  }

  test('is found with the child of a thread that came and went while the others rested', async () => {
    const { pid } = await start('forks-in-a-thread-that-ends.py');
    using watched = watch(() => false);
    watched.add(pid as number);
    const found = new Set<number>();
    await until(() => {
      const threads = watched.look() ?? [];
      // Before, all of it is known to rest.
      if (found.size > 0 || threads.length === 2) for (const one of threads) found.add(one.pid);
      return found.size === 2;
    });
  });

  test('is quiescent, and the system call of each thread is known', async () => {
    const found = await waits();
    expect(Object.keys(found)).toHaveLength(1 + 11 + 1);
    expect(found.child).toMatchObject({ timed: true, name: expect.stringMatching(/nanosleep/) });
    for (const [way, { name, timed }] of Object.entries(found)) {
      if (way === 'child') continue;
      // A joining main thread waits in a lock; select may be pselect6, epoll_wait epoll_pwait.
      const call = way === 'main' ? 'futex' : (way.split(' ')[0] as string);
      expect(name).toContain(call.slice(0, 5));
      expect([way, timed]).toEqual([way, way.endsWith('timed')]);
    }
  });
});
