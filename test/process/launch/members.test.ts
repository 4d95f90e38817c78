import { type ChildProcess, spawn } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { killTree, killTreeNow } from '../../../harness/launch/kill-tree.ts';
import { survivors, usageOf } from '../../../harness/launch/members.ts';
import { type Identity, identityOf, survivorsAmong } from '../../../harness/launch/processes.ts';
import { PROC, processIds } from '../../../harness/proc/files.ts';
import { until, useSandbox } from '../../support/sandbox.ts';

const sandbox = useSandbox();
const started: ChildProcess[] = [];
let runs = 0;

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** A shell script as the first process of a run. */
function start(script: string) {
  runs += 1;
  const folder = join(sandbox.path, `run-${runs}`);
  const env = { ...process.env, LOCKSTEP_RUN: folder };
  const child = spawn('sh', ['-c', script], { detached: true, env, stdio: 'ignore' });
  started.push(child);
  const root = child.pid as number;
  return { child, run: { root, folder, known: [root] } };
}

type Run = ReturnType<typeof start>['run'];
const commands = async (run: Run) => (await survivors(run)).map(({ command }) => command);
const sleepers = async (run: Run) => (await commands(run)).filter((text) => /^sleep/.test(text));

/** Waits until so many of the run are alive as `sleep`. */
const grown = (run: Run, count: number) => until(async () => (await sleepers(run)).length >= count);

const RUNS = {
  'children and theirs': 'sleep 1001 & sh -c "sleep 1002; true" & wait',
  'an orphan of the same session': '(sleep 1001 & sleep 1002 & true); exec sleep 1003',
  'an orphan in a session of its own': 'setsid sh -c "sleep 1001 & true"; exec sleep 1002',
  'a child without the environment': 'env -i sleep 1001 & exec sleep 1002',
};

describe('the processes of a run that has', () => {
  test.each(Object.entries(RUNS))('%s are all found and ended', async (_, script) => {
    const { run } = start(script);
    const count = script.match(/\bsleep\b/g)?.length ?? 0;
    await grown(run, count);
    await killTree(run);
    expect(await commands(run)).toEqual([]);
  });

  test.each(Object.entries(RUNS))('%s are all ended without waiting, too', async (_, script) => {
    const { run } = start(script);
    await grown(run, script.match(/\bsleep\b/g)?.length ?? 0);
    killTreeNow(run);
    await until(async () => (await commands(run)).length === 0);
  });
});

describe('the usage of a run', () => {
  test.each(Object.entries(RUNS))('counts %s, but not a stranger', async (_, script) => {
    const strangers = new Set(processIds(PROC));
    const { run } = start(script);
    const other = start('exec sleep 1001');
    usageOf(run, strangers); // Perhaps before all are there.
    await grown(run, script.match(/\bsleep\b/g)?.length ?? 0);
    await grown(other.run, 1);
    const { pids, own } = usageOf(run, strangers);
    expect(pids.length).toBe((await commands(run)).length);
    expect(own).toBeGreaterThan(10_000 * pids.length);
    await Promise.all([killTree(run), killTree(other.run)]);
  });

  test('forgets a stranger that has ended, since the run may get its id', async () => {
    const { run } = start('exec sleep 1001');
    const other = start('exec sleep 1002');
    await grown(other.run, 1);
    const strangers = new Set(processIds(PROC));
    usageOf(run, strangers);
    expect(strangers).toContain(other.run.root);
    await killTree(other.run);
    await until(() => {
      usageOf(run, strangers);
      return !strangers.has(other.run.root);
    });
    await killTree(run);
  });
});

test('a process of another run is left alone', async () => {
  const [one, other] = [start('exec sleep 1001'), start('exec sleep 1002')];
  await grown(one.run, 1);
  await grown(other.run, 1);
  await killTree(one.run);
  expect(await commands(other.run)).toEqual(['sleep 1002']);
});

describe('a process with the id of one that has ended', () => {
  /** As another that is older would be known, if it had had this id before. */
  const once = (pid: number) => {
    const identity = identityOf(pid) as Identity;
    return { ...identity, startTime: identity.startTime - 1 };
  };

  test('is not confused with it', async () => {
    const { run } = start('exec sleep 1001');
    await grown(run, 1);
    const identity = identityOf(run.root) as Identity;
    expect(survivorsAmong([identity])).toMatchObject([{ command: 'sleep 1001' }]);
    expect(survivorsAmong([once(run.root)])).toEqual([]);
  });

  test('is not ended with the run, nor is its session', async () => {
    const [stranger, own] = [start('sleep 1001 & exec sleep 1002'), start('exec sleep 1003')];
    await grown(stranger.run, 2);
    await grown(own.run, 1);
    const run = { ...own.run, ...once(stranger.run.root), root: stranger.run.root };
    expect(await commands(run)).toEqual(['sleep 1003']);
    await killTree(run);
    killTreeNow(run);
    expect(await sleepers(stranger.run)).toHaveLength(2);
    expect(await commands(own.run)).toEqual([]);
    await killTree(stranger.run);
  });
});

test('a zombie is not alive', async () => {
  // The shell becomes `sleep`, which never asks after the child that it has inherited.
  const { run } = start('sh -c "exit 3" & exec sleep 1001');
  await grown(run, 1);
  await until(() => sandbox.processes().length === 1);
  expect(await commands(run)).toEqual(['sleep 1001']);
});

test('a process may have brackets and spaces in its name', async () => {
  const name = join(sandbox.path, 'a) Z 1 (b');
  symlinkSync('/bin/sleep', name);
  const { run } = start(`"${name}" 1001 & wait`);
  await until(() => sandbox.processes().some((command) => command.endsWith('b 1001')));
  expect(await commands(run)).toContain(`${name} 1001`);
  await killTree(run);
  expect(await commands(run)).toEqual([]);
});
