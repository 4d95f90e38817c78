import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findPython, type Python } from '../../../harness/launch/python.ts';
import { openSandbox, type Sandbox } from '../../../harness/launch/sandbox.ts';
import { type RunOptions, run } from '../../../harness/run.ts';
import { noBubblewrap, unlessLeftOut } from '../../support/bubblewrap.ts';
import { fixture } from '../../support/fixture.ts';
import { lockstep } from '../../support/lockstep.ts';
import { until, useSandbox } from '../../support/sandbox.ts';

const own = useSandbox();
let python: Python;
let sandbox: Sandbox;

beforeAll(async () => {
  python = await findPython(process.env, process.platform);
  if (noBubblewrap === undefined) {
    sandbox = await openSandbox(python, process.env, process.platform);
  }
});

const start = (program: string, options: Partial<RunOptions> = {}) =>
  run(program, { python, clock: 'virtual', dice: { seed: 1 }, ...options });

/** Seconds that no other sleeper of this machine sleeps. */
const SECONDS = `9${process.pid}`;

/** The daemons that the ports of this file start. */
function daemons(): number[] {
  const isOne = (pid: string) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8') === `sleep\0${SECONDS}\0`;
    } catch {
      return false; // It has just ended.
    }
  };
  return readdirSync('/proc').filter(isOne).map(Number);
}

/** A session of its own, forked twice, without the environment: nothing tells whose it is. */
function portWithDaemon(name: string, rest = ''): string {
  const file = join(own.path, name);
  const daemon = `exec env -i setsid sh -c "sleep ${SECONDS} & true" > /dev/null 2>&1`;
  writeFileSync(
    file,
    `import { execFileSync } from 'node:child_process';
execFileSync('sh', ['-c', ${JSON.stringify(daemon)}]);
${rest}
`,
  );
  return file;
}

// Left out, with the reason in its name, only where this machine can have no sandbox.
describe.skipIf(noBubblewrap !== undefined)(`a port in a sandbox${unlessLeftOut}`, () => {
  afterEach(() => {
    for (const pid of daemons()) process.kill(pid, 'SIGKILL');
  });

  test.each(['virtual', 'real'] as const)('leaves no daemon: %s clock', async (clock) => {
    const program = portWithDaemon('starts-a-daemon.ts');
    // What would be left, were nothing to end it.
    await execa(process.execPath, [program]);
    // Its shell may have ended before it has become what it is found by.
    await until(() => daemons().length === 1);
    for (const pid of daemons()) process.kill(pid, 'SIGKILL');

    const { ending } = await start(program, { clock, sandbox });
    expect(ending).toMatchObject({ kind: 'exited', code: 0, leftovers: [`sleep ${SECONDS}`] });
    expect(daemons()).toEqual([]);
    expect(own.processes()).toEqual([]);
  });

  test('leaves nothing when the harness is killed', async () => {
    const program = portWithDaemon('stays.ts', 'setInterval(() => {}, 1000);');
    const command = lockstep(['check', '01', program, '--sandbox', '--clock', 'real']);
    await until(() => daemons().length > 0);
    command.kill('SIGKILL');
    await command;
    await until(() => daemons().length === 0);
    await until(() => own.processes().length === 0);
  });

  test.each([
    ['starts-itself-without-end.ts', { processes: 8 }, 'too many processes'],
    ['eats-memory.ts', { memory: 256 * 1024 ** 2 }, 'too much memory'],
    ['never-ends.ts', { seconds: 2 }, 'timed out'],
    ['prints-a-gigabyte.ts', {}, 'too much output'],
  ])('is held by its limits: %s', async (name, limits, kind) => {
    const { ending } = await start(fixture(name), { clock: 'real', limits, sandbox });
    expect(ending.kind).toBe(kind);
    expect(own.processes()).toEqual([]);
  });

  test('may not write more than its limit', async () => {
    const program = join(own.path, 'writes.ts');
    writeFileSync(
      program,
      `import { appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
function fill(...files: string[]) {
  try {
    for (let count = 0; count < 10; count += 1) {
      for (const file of files) appendFileSync(file, Buffer.alloc(8 * 1024 ** 2));
    }
  } catch (error) {
    console.log((error as { code: string }).code);
  }
}
fill(tmpdir() + '/one', tmpdir() + '/two', tmpdir() + '/three');
fill(process.env.LOCKSTEP_RUN + '/messages');
`,
    );
    const { events } = await start(program, { clock: 'real', sandbox });
    const texts = events.flatMap((event) => (event.type === 'line' ? event.text : []));
    expect(texts).toEqual(['ENOSPC', 'EFBIG']);
  });
});
