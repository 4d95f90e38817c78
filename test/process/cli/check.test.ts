import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fixture } from '../../support/fixture.ts';
import { bareStart } from '../../support/interrupt.ts';
import { COMMAND, lockstep } from '../../support/lockstep.ts';
import { startMetered } from '../../support/metered.ts';
import { useSandbox } from '../../support/sandbox.ts';

const sandbox = useSandbox();
const PORT = 'ts-ports/01_sequential.ts';
const WRONG = 'test/wrong-ports/02_processes/one-after-the-other.ts';

describe.concurrent('lockstep check', () => {
  test('says that a port conforms, and how it was tried', async () => {
    const { stdout, stderr, exitCode } = await lockstep(['check', '01', PORT]);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).toMatch(
      /^virtual clock · seed 32 · Python \S+ · Node \S+\ntried: draws of the seed, /,
    );
    expect(stdout).toContain(`\n\n✔ 01_sequential   ${PORT}\n`);
    expect(stdout).toMatch(
      /✔ output {2}the same one order of lines \(exhaustive: 1 of 1 schedules/,
    );
    expect(stdout).toMatch(/\nts-ports\/01_sequential\.ts conforms to 01_sequential\.$/);
  });

  test('leads with what is wrong with one that does not, and ends with 1', async () => {
    const { stdout, exitCode } = await lockstep(['check', 'processes', WRONG, '--seed', '32']);
    expect(exitCode).toBe(1);
    const rows = stdout.split('\n').map((row) => row.trim());
    expect(rows.slice(0, 5)).toEqual([
      `✘ 02_processes   ${WRONG}`,
      '',
      'error[ran-in-sequence]: the tasks ran one after the other: 13 s = 7 + 6; expected max(7, 6) = 7 s',
      `${WRONG}:19`,
      expect.stringMatching(/^await p1\.join\(\);/),
    ]);
    expect(rows).toContain('lockstep explain ran-in-sequence');
    expect(rows.at(-1)).toBe(`lockstep check processes ${WRONG} --seed 32 --verbose`);
    expect(stdout).not.toMatch(/✔|evidence/);
  });

  test('shows all four checks with --verbose', async () => {
    const { stdout } = await lockstep(['check', '02', WRONG, '--verbose']);
    expect(stdout).toMatch(
      /\n {2}error\[ran-in-sequence\]: (.*\n)+ {2}✘ timing {2}the tasks ran one aft/,
    );
    expect(stdout).toMatch(
      / main\.2 sleeps 6 s, 0\.00 s to 6\.00 s +\| main\.2 sleeps 6 s, 7\.00 s to/,
    );
    expect(stdout).toMatch(`\n${WRONG} does not conform to 02_processes.`);
  });

  test('speaks the language that is asked for, or that of the locale', async () => {
    const asked = await lockstep(['check', '02', WRONG, '--lang', 'zh']);
    const ofLocale = await lockstep(['check', '02', WRONG], { LC_ALL: 'zh_CN.UTF-8' });
    expect(asked.stdout).toMatch(/ran-in-sequence\].*\p{Script=Han}+：/u);
    expect(asked.stdout).toMatch(/ --lang zh --verbose$/);
    expect(asked.stdout.replace(' --lang zh', '')).toBe(ofLocale.stdout);
  });

  test('prints the same JSON in every language', async () => {
    const args = ['check', '02', WRONG, '--json'];
    const english = await lockstep(args);
    const chinese = await lockstep([...args, '--lang', 'zh']);
    expect(chinese.stdout).toBe(english.stdout);
    expect(JSON.parse(english.stdout).diagnosis).toMatchObject({
      ...{
        id: 'ran-in-sequence',
        check: 'timing',
        message: expect.stringMatching(/^the tasks ran/),
      },
      places: [{ file: WRONG, line: 19, column: 3 }],
    });
  });

  test('prints one JSON document with the verdict of each trial', async () => {
    const { stdout, exitCode } = await lockstep(['check', '02', WRONG, '--json']);
    expect(exitCode).toBe(1);
    const { trials, ...head } = JSON.parse(stdout);
    expect(head).toMatchObject({ version: 1, ok: false, pair: '02_processes', port: WRONG });
    expect(trials).toHaveLength(1);
    expect(trials[0]).toMatchObject({ name: 'seed', verdict: { ok: false } });
    expect(trials[0].verdict.checks.timing.ok).toBe(false);
  });

  test.each([
    [
      'no port',
      ['check', '01', 'python-originals/01_sequential.py'],
      /is not a port\.\n.*JavaScript/,
    ],
    ['no file', ['check', '01', 'my-port.ts'], /my-port\.ts/],
    ['no pair', ['check', '77', PORT], /There is no pair “77”/],
    ['no port named', ['check', '01'], /missing required argument 'port'/],
  ])('ends with 2 where there is %s', async (_, args, words) => {
    const { stdout, stderr, exitCode } = await lockstep(args);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toMatch(words);
  });
});

/**
 * How many bare starts' CPU time a verdict may take, with all that the port uses: of ten, five of
 * them beside four busy processes, the worst took 64 (starts-itself-without-end, which is counted
 * every 100 ms of real time), the others 12 to 51.
 */
const BARE_STARTS = 200;

describe('a port that means harm', () => {
  test.each([
    [
      'starts-itself-without-end.ts',
      /error\[exceeds-limit\]: the port starts tasks without end and was stopped/,
    ],
    ['eats-memory.ts', /error\[exceeds-limit\]: the port takes memory without end and was stopped/],
    ['prints-a-gigabyte.ts', /error\[exceeds-limit\]: the port prints without end and was stopped/],
    ['ignores-sigterm.ts', /error\[never-ends\]: a timer of main \(1 s\) still ticks/],
    [
      'moves-its-child-to-a-session.ts',
      /error\[process-left-behind\]: (1 process|2 processes) still ran/,
    ],
    // By a limit of its own: where a limit of real time ends it, the words are others.
  ])('is judged in bounded CPU time, and nothing is left of it: %s', async (name, words) => {
    const bare = await bareStart();
    const file = relative(join(import.meta.dirname, '../../..'), fixture(name));
    const command = await startMetered([COMMAND, 'check', '01', file]);
    const { stdout, code, both } = await command.ended;
    expect(stdout).toMatch(words);
    expect(code).toBe(1);
    expect(both).toBeLessThan(BARE_STARTS * bare.cpu);
    expect(sandbox.processes()).toEqual([]);
    expect(sandbox.files()).toEqual([]);
  });
});
