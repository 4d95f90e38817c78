import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Container, createContainer } from '../../../harness/launch/container.ts';
import { openGuard } from '../../../harness/launch/guard.ts';
import { fixture } from '../../support/fixture.ts';
import { lockstep } from '../../support/lockstep.ts';
import { createSandbox, until } from '../../support/sandbox.ts';
import { useVirtualClock } from '../../support/virtual.ts';

const { sandbox, run, runInRealTime } = useVirtualClock();

describe.each(['virtual', 'real'])('under the %s clock', (clock) => {
  const runOnce = clock === 'real' ? runInRealTime : (name: string) => run(name);

  test.each(['ts', 'py'])(
    'finds and ends a process that a shell leaves behind (.%s)',
    async (language) => {
      const { ending } = await runOnce(`leaves-a-process-of-a-shell-behind.${language}`);
      expect(ending).toMatchObject({ kind: 'exited', leftovers: ['sleep 1000'] });
    },
  );

  test('finds and ends processes that fork faster than a look takes', async () => {
    const { ending } = await runOnce('forks-and-ends-for-ever.ts');
    expect(ending.kind).toBe('exited');
    expect(ending.leftovers.join()).toMatch(/^(\/bin\/sh -c |processes that start others)/);
    expect(sandbox.processes()).toEqual([]);
  });
});

const groups = () => globSync('/sys/fs/cgroup/{,*/}lockstep-*');

/** How many processes are in the groups of a harness of this name. */
const pidsBelow = (group: string, name = '') =>
  group.includes(name)
    ? globSync(`${group}run-*/cgroup.procs`)
        .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
        .filter((line) => line !== '').length
    : 0;

const hasNone = (() => {
  using guard = openGuard();
  return guard.containers.length === 0;
})();
const unlessLeftOut = hasNone ? ' (left out: this user may make none)' : '';

describe.skipIf(hasNone)(`a control group${unlessLeftOut}`, () => {
  test('is removed with its run', async () => {
    const own = createSandbox(sandbox.path);
    const others = groups();
    const command = lockstep(['run', fixture('never-ends.py')], { TMPDIR: own.path });
    await until(() => own.processes().length > 0);
    const [name] = own.files();
    expect(groups().some((group) => group.endsWith(`/${name}`))).toBe(true);
    command.kill('SIGINT');
    await command;
    expect(groups().filter((group) => group.endsWith(`/${name}`))).toEqual([]);
    expect(others.every((group) => !group.endsWith(`/${name}`))).toBe(true);
  });

  test('is removed with all its processes when the harness is killed', async () => {
    const own = createSandbox(sandbox.path);
    const program = fixture('hides-a-process-and-never-ends.py');
    const command = lockstep(['run', program, '--clock', 'real'], { TMPDIR: own.path });
    await until(() => own.processes().length > 0);
    const [name] = own.files();
    // The program, and what it hides.
    await until(() => groups().some((group) => pidsBelow(`${group}/`, name) >= 2));
    command.kill('SIGKILL');
    await command;
    await until(() => groups().every((group) => !group.endsWith(`/${name}`)));
    await until(() => own.processes().length === 0 && own.files().length === 0);
  });

  test('holds a process that hides, and ends all but the spared one', async () => {
    using guard = openGuard();
    await using container = createContainer(guard.containers, 'run-spares') as Container;
    const hidden = spawn('sh', ['-c', 'read go; setsid env -i sleep 1000 & sleep 1001'], {
      env: { PATH: process.env.PATH },
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const server = spawn('sleep', ['1002']);
    await container.enter(hidden.pid as number);
    await container.enter(server.pid as number);
    hidden.stdin?.end('go\n');
    await until(() => container.pids().length === 4);
    await container.end(server.pid);
    expect(container.pids()).toEqual([server.pid]);
  });
});
