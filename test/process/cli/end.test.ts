import { describe, expect, test } from 'vitest';
import { fixture } from '../../support/fixture.ts';
import { lockstep } from '../../support/lockstep.ts';
import { createSandbox, type Sandbox, until, useSandbox } from '../../support/sandbox.ts';

const sandbox = useSandbox();

const VERIFY = ['verify', '--clock', 'real'];
const RUN_PYTHON = ['run', fixture('never-ends.py'), '--clock', 'real'];
const RUN_NODE = ['run', fixture('never-ends.ts'), '--clock', 'real', '--json'];

/** Starts a command; gives it, and its sandbox, as soon as its programs run. */
async function midway(args: readonly string[]) {
  const own = createSandbox(sandbox.path);
  const command = lockstep(args, { TMPDIR: own.path });
  await until(() => own.processes().length > 0);
  return { command, own };
}

function expectNothingLeft(own: Sandbox): void {
  expect(own.processes()).toEqual([]);
  expect(own.files()).toEqual([]);
}

describe.concurrent('the command ends its programs, says so and leaves nothing', () => {
  test.each([
    ['SIGINT', VERIFY],
    ['SIGINT', RUN_PYTHON],
    ['SIGINT', RUN_NODE],
    ['SIGTERM', VERIFY],
    ['SIGHUP', RUN_NODE],
  ] as const)('on %s in lockstep %s', async (signal, args) => {
    const { command, own } = await midway(args);
    command.kill(signal);
    const { exitCode, stdout, stderr } = await command;
    expectNothingLeft(own);
    expect(exitCode).toBe(130);
    // A verdict is all or nothing; of a run what there is so far is printed.
    if (args === VERIFY) expect(stdout).toBe('');
    else expect(args === RUN_NODE ? JSON.parse(stdout).ending.kind : stdout).toMatch(/interrupted/);
    expect(stderr).toMatch(/^lockstep: Interrupted: every running program was ended\.\n/);
  });
});

describe.concurrent('the command leaves nothing', () => {
  /** A moment later: it was given no time to tidy up itself. */
  const nothingLeft = (own: Sandbox) =>
    until(() => own.processes().length === 0 && own.files().length === 0);

  test('where it is told to end twice', async () => {
    const { command, own } = await midway(RUN_PYTHON);
    command.kill('SIGINT');
    command.kill('SIGINT');
    expect((await command).exitCode).toBe(130);
    await nothingLeft(own);
  });

  test('where it is killed', async () => {
    const { command, own } = await midway(VERIFY);
    command.kill('SIGKILL');
    await command;
    await nothingLeft(own);
  });

  test('of a program that leaves a session of its own', async () => {
    const own = createSandbox(sandbox.path);
    const program = fixture('leaves-a-session-behind.py');
    await lockstep(['run', program, '--clock', 'real'], { TMPDIR: own.path });
    expectNothingLeft(own);
  });
});
