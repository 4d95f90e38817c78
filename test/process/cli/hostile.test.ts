import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, test, test as vitest } from 'vitest';
import { noBubblewrap, unlessLeftOut } from '../../support/bubblewrap.ts';
import { fixture } from '../../support/fixture.ts';
import { CHECKOUT, COMMAND, lockstep, unwrapped } from '../../support/lockstep.ts';
import { rawIn } from '../../support/raw.ts';
import { useSandbox } from '../../support/sandbox.ts';

const sandbox = useSandbox();
afterAll(() => {
  expect(sandbox.processes()).toEqual([]);
});

const PYTHON = process.env.LOCKSTEP_PYTHON ?? 'python3';

describe.concurrent.each([
  { way: 'directly', options: [], isLeftOut: false },
  {
    way: `in the sandbox${unlessLeftOut}`,
    options: ['--sandbox'],
    isLeftOut: noBubblewrap !== undefined,
  },
])('a port that is judged $way', ({ options, isLeftOut }) => {
  // In the sandbox only where this machine can have one; the reason is in the name of the group.
  const test = vitest.skipIf(isLeftOut);
  const check = (name: string, ...more: string[]) =>
    lockstep(['check', '01', fixture(name), ...options, ...more]);

  test('and draws its own verdict changes no line of the report', async () => {
    const { stdout, stderr, exitCode } = await check('draws-a-verdict.mjs');
    expect(rawIn(`${stdout}${stderr}`)).toEqual([]);
    expect(stdout).toContain('␛[2J␛[H');
    expect(stdout.split('\n').filter((row) => row.startsWith('✔'))).toEqual([]);
    expect(exitCode).toBe(1);
  });

  test('and prints control characters in every place reaches no terminal', async () => {
    const { stdout, stderr, exitCode } = await check('writes-control-characters.ts');
    expect(rawIn(`${stdout}${stderr}`)).toEqual([]);
    expect(exitCode).toBe(1);
  });

  test('and writes invalid messages is told so, and ends nothing', async () => {
    const { stdout, stderr, exitCode } = await check('writes-invalid-messages.ts', '--verbose');
    expect(unwrapped(stdout)).toMatch(
      /in the port, it sent Lockstep 6 invalid messages, first “null”/,
    );
    expect({ stderr }).toEqual({ stderr: '' });
    expect(exitCode).not.toBe(0);
    expect(exitCode).not.toBe(2);
  });
});

test.concurrent.each([
  ['removes-the-witness.mjs', 'files through which Lockstep observes it: writable'],
  ['removes-its-folder.mjs', 'the folder through which Lockstep observes it'],
])('a port like %s does not conform; it is no error of the environment', async (name, what) => {
  const port = fixture(name);
  const { stdout, stderr, exitCode } = await lockstep([
    ...['check', '01', port, '--runs', '0', '--verbose'],
  ]);
  expect(unwrapped(stdout)).toContain(`in the port, it removed ${what}`);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 1 });
});

test.concurrent('such messages are told of by the real clock, too', async () => {
  const program = fixture('writes-invalid-messages.ts');
  const { stdout, exitCode } = await lockstep(['run', program, '--clock', 'real']);
  expect(stdout).toMatch(/^uncontrolled: it sent Lockstep 6 invalid messages/m);
  expect(exitCode).toBe(0);
});

describe.concurrent('lockstep run', () => {
  const program = fixture('writes-control-characters.ts');

  test('shows pictures of control characters, also at a terminal', async () => {
    const script = join(CHECKOUT, 'test/support/in-terminal.py');
    const command = [script, '', process.execPath, COMMAND, 'run', program, '--clock', 'real'];
    const env = { TERM: 'xterm', FORCE_COLOR: undefined, CI: '' };
    const { stdout } = await execa(PYTHON, command, { cwd: CHECKOUT, env, reject: false });
    expect(stdout).toContain('│ line ␛]0;title␇␛[2J<U+009B>2J<U+202E><U+200B>␀␡');
    for (const hostile of ['\x1B]0', '\x07', '\x1B[2J\x9B', '\u202E', '\0', '\x7F']) {
      expect(stdout).not.toContain(hostile);
    }
  });

  test('prints them as they are with --raw', async () => {
    const { stdout } = await lockstep(['run', program, '--raw']);
    expect(stdout).toContain('│ line \x1B]0;title\x07\x1B[2J\x9B2J\u202E\u200B\0\x7F');
  });

  test('has them in JSON by their escapes', async () => {
    const { stdout } = await lockstep(['run', program, '--json']);
    expect(rawIn(stdout)).toEqual([]);
    expect(JSON.stringify(JSON.parse(stdout))).toContain('\u202E');
  });
});

test.concurrent('a file name cannot harm a terminal', async () => {
  const file = join(sandbox.path, 'a\x1B[2J\u202E\nport.ts');
  const { stderr, exitCode } = await lockstep(['run', file]);
  expect(rawIn(stderr)).toEqual([]);
  expect(stderr.split('\n')).toHaveLength(3);
  expect(exitCode).toBe(2);
  writeFileSync(file, 'console.log("hello")');
  const { stdout, ...ran } = await lockstep(['run', file]);
  rmSync(file);
  expect(rawIn(stdout)).toEqual([]);
  expect(stdout).toMatch(/a␛\[2J<U\+202E>␊port\.ts · Node/);
  expect(stdout).toMatch(/│ hello$/m);
  expect(ran.exitCode).toBe(0);
});
