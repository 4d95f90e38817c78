import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHECKS } from '../../../harness/judge/check-names.ts';
import { fixture } from '../../support/fixture.ts';
import { lockstep } from '../../support/lockstep.ts';
import { useSandbox } from '../../support/sandbox.ts';

const sandbox = useSandbox();

/** With this seed both files take 5 s. */
const SEED = ['--clock', 'real', '--seed', '28'];
const THREADS = 'python-originals/03_threads.py';

describe.concurrent('lockstep verify', () => {
  test('prints one JSON document with the verdict and both traces', async () => {
    const { stdout, stderr, exitCode } = await lockstep(['verify', '03', '--json', ...SEED]);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    const { pairs, ...head } = JSON.parse(stdout);
    const outcome = 'conforms';
    expect(head).toEqual({ version: 1, ok: true, outcome, clock: 'real', seed: 28 });
    expect(pairs).toHaveLength(1);
    const [{ pair, ok, trial, trials, checks, original, port }] = pairs;
    expect({ pair, ok }).toEqual({ pair: '03_threads', ok: true });
    expect({ trial, trials }).toEqual({
      trial: 'seed',
      trials: ['seed', 'mirrored', 'least', 'greatest'],
    });
    expect(Object.keys(checks)).toEqual([...CHECKS]);
    for (const name of CHECKS) {
      expect(checks[name]).toMatchObject({ ok: true, sentence: expect.stringMatching(/./) });
    }
    expect(checks.timing.sentence).toMatch(/ = max\(5, 5\)$/);
    expect([original.language, port.language]).toEqual(['python', 'node']);
    expect(original.events.length).toBeGreaterThan(10);
  });

  test.each([
    [['--runs', '0'], ['seed', 'mirrored', 'least', 'greatest'], /^one schedule of each$/],
    [['--runs', '2'], ['seed', 'mirrored', 'least', 'greatest', 'orders'], /^sampled: 3 of about/],
    [['--durations', '7,7'], ['durations', 'orders'], /^exhaustive: 18 of 18 schedules/],
  ])('tries other draws, and so many orders: %j', async (options, made, words) => {
    const { stdout, exitCode } = await lockstep(['verify', '03', '--json', ...options]);
    expect(exitCode).toBe(0);
    const [{ trials, coverage }] = JSON.parse(stdout).pairs;
    expect(trials).toEqual(made);
    expect(coverage).toMatch(words);
  });

  test('exits with 1 where a program does not conform, and marks each check', async () => {
    const python = join(sandbox.path, 'python3');
    // It says that it is a Python, and is one with options: only the program itself fails in it.
    writeFileSync(
      python,
      `#!/bin/sh\ncase "$1" in -c) printf '<lockstep-python>3.11.7\\n%s\\n\\n<lockstep-python>' "$0" ;; -*) exec python3 "$@" ;; *) echo oh dear >&2; exit 3 ;; esac\n`,
    );
    chmodSync(python, 0o755);
    const args = ['verify', 'threads', '--verbose', ...SEED];
    const result = await lockstep(args, { LOCKSTEP_PYTHON: python });
    expect({ ...result }).toMatchObject({ stderr: '', exitCode: 1 });
    const rows = result.stdout.split('\n');
    expect(rows).toContain('✘ 03_threads');
    expect(rows).toContain('1 of 1 pair does not conform.');
    for (const name of CHECKS) {
      expect(rows).toContainEqual(expect.stringMatching(new RegExp(`^  [✔✘] ${name} +\\S`)));
    }
  });

  test.each([[['verify', '01']], [['run', 'ts-ports/01_sequential.ts', '--clock', 'real']]])(
    'ends with 2 where a Python tells its version and runs nothing: %j',
    async (args) => {
      const python = join(sandbox.path, 'no-python');
      writeFileSync(
        python,
        `#!/bin/sh\ncase "$1" in -c) printf '<lockstep-python>3.11.7\\n%s\\n\\n<lockstep-python>' "$0" ;; *) echo oh dear >&2; exit 3 ;; esac\n`,
      );
      chmodSync(python, 0o755);
      const { stdout, stderr, exitCode } = await lockstep(args, { LOCKSTEP_PYTHON: python });
      expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
      expect(stderr).toContain(`Could not start ${python}.\nIt ended by itself with exit code 3`);
    },
  );
});

describe.concurrent('lockstep run', () => {
  test('shows the timeline of a program: its tasks, times, lines, and an end', async () => {
    const { stdout, exitCode } = await lockstep(['run', THREADS, ...SEED]);
    expect(exitCode).toBe(0);
    const rows = stdout.split('\n');
    expect(rows[0]).toMatch(
      /^python-originals\/03_threads\.py · Python 3\.\S+ · real clock · seed 28$/,
    );
    expect(rows).toContainEqual(
      expect.stringMatching(/^ +0\.\d{3} s {2}main\.1 {2}thread starts$/),
    );
    expect(rows).toContainEqual(
      expect.stringMatching(/main\.2 {2}│ Peking Hot\.avi下载完成! 耗费了5秒$/),
    );
    expect(rows).toContainEqual(expect.stringMatching(/^ +main\.1 {2} *─?█+─?/));
    // The longest sleep; how much later it starts and ends is the machine's.
    const [, seconds] = /^exit code 0 after (\d+\.\d\d) s$/.exec(rows.at(-1) ?? '') ?? [];
    expect(Number(seconds)).toBeGreaterThanOrEqual(5);
  });

  test('prints one JSON document with the trace', async () => {
    const args = ['run', fixture('crashes.py'), '--clock', 'real', '--json'];
    const { stdout, stderr, exitCode } = await lockstep(args);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 1 });
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      language: 'python',
      tasks: [{ id: 'main', kind: 'process', parent: null }],
      ending: { kind: 'exited', code: 1 },
    });
  });

  test.each(['crashes.ts', 'is-killed.py', 'leaves-a-child-behind.py'])(
    'exits with 1 for a program that %s',
    async (name) => {
      const { exitCode, stdout } = await lockstep(['run', fixture(name), '--clock', 'real']);
      expect(exitCode).toBe(1);
      expect(stdout).toMatch(/\n(exit code 1|was killed by SIGKILL|.*left behind: sleep 1000)/);
    },
  );

  test('does not mind a reader that has seen enough', async () => {
    const name = fixture('prints-10-mb-in-one-line.py');
    const command = lockstep(['run', name, '--clock', 'real', '--json']);
    command.stdout.once('data', () => command.stdout.destroy());
    const { stderr, exitCode } = await command;
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  });
});
