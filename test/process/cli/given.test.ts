import { accessSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { folderNamed, inputFrom } from '../../../harness/launch/input.ts';
import { findPython, type Python } from '../../../harness/launch/python.ts';
import { createWorkspace } from '../../../harness/launch/workspace.ts';
import { run, runIn } from '../../../harness/run.ts';
import { isOutput, type Trace } from '../../../harness/trace/trace.ts';
import { fixture } from '../../support/fixture.ts';
import { CHECKOUT, COMMAND, lockstep } from '../../support/lockstep.ts';
import { useSandbox } from '../../support/sandbox.ts';

const sandbox = useSandbox();
const LANGUAGES = ['py', 'ts'];
const program = (language: string) => fixture(`given/says-what-it-is-given.${language}`);

const texts = ({ events }: Trace) => events.filter(isOutput).map(({ text }) => text);
const runWith = async (args: readonly string[], input: string, cwd = CHECKOUT) => {
  const options = { cwd, input, reject: false, env: { FORCE_COLOR: undefined } };
  const { stdout, stderr } = await execa(process.execPath, [COMMAND, 'run', ...args], options);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Trace;
};

describe.concurrent.each(LANGUAGES)('a program (.%s) is given', (language) => {
  test('what its caller has: arguments, standard input, the working folder', async () => {
    const given = ['--count', 'a b', '--', '-x', '', '--json'];
    const args = [program(language), '--json', '--', ...given];
    const trace = await runWith(args, 'one\ntwo\n', sandbox.path);
    expect(texts(trace)).toEqual([
      'arguments --count a b -- -x  --json',
      'original arguments  --json',
      `folder ${sandbox.path}`,
      'read one',
      'read two',
    ]);
    expect(trace).toMatchObject({ ending: { kind: 'exited', code: 0, time: 2 }, uncontrolled: [] });
    expect(trace).not.toHaveProperty('notes');
  });

  test('what somebody writes later, while its own time passes as theirs', async () => {
    const file = join(sandbox.path, `ticked-${language}`);
    const asks = fixture(`given/asks-in-time.${language}`);
    const options = { env: { FORCE_COLOR: undefined } };
    const subprocess = execa(process.execPath, [COMMAND, 'run', asks, '--json', file], options);
    await vi.waitFor(() => accessSync(file), { timeout: 60_000 });
    subprocess.stdin.write('here\n');
    const trace = JSON.parse((await subprocess).stdout) as Trace;
    const ticks = ['tick 0', 'tick 1', 'tick 2'];
    expect(texts(trace).filter((text) => text !== 'answer here')).toEqual([...ticks, 'no more']);
    expect(texts(trace).indexOf('answer here')).toBeGreaterThan(0);
  });
});

test('a program is given a file and another folder where these are named', async () => {
  const file = join(sandbox.path, 'given.txt');
  writeFileSync(file, 'from a file\n');
  const options = ['--stdin', file, '--cwd', sandbox.path, '--json'];
  const trace = await runWith([program('py'), 'x', ...options], 'not this\n');
  expect(texts(trace)).toContain('read from a file');
  expect(texts(trace)).not.toContain('read not this');
  expect(texts(trace)).toContain(`folder ${sandbox.path}`);
  expect(texts(trace)).toContain('arguments x');
});

test.each([
  [() => inputFrom('/no/such/file'), /Cannot use \/no\/such\/file as file for standard input/],
  [() => inputFrom('.'), /as file for standard input\.\nIt is a folder/],
  [() => folderNamed('/no/such/folder'), /Cannot use \/no\/such\/folder as working folder/],
])('%s is an error that says what to do', (use, words) => {
  expect(use).toThrow(words);
  expect(use).toThrow(/Check the name/);
});

test('an option of run that names no file is an error of usage', async () => {
  const { exitCode, stderr } = await lockstep(['run', program('py'), '--stdin', '/no/such/file']);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/Cannot use/);
});

describe('for a verdict a program', () => {
  let python: Python;
  beforeAll(async () => {
    python = await findPython(process.env, process.platform);
  });

  test.each([
    ['py', 'main reads its standard input at asks.py:1, which is closed here'],
    ['ts', 'main reads its standard input, which is closed here'],
  ])(
    'that reads its standard input (.%s) finds it closed, which is noted',
    async (language, note) => {
      for (const clock of ['virtual', 'real'] as const) {
        const trace = await run(fixture(`given/asks.${language}`), {
          python,
          clock,
          dice: { seed: 0 },
        });
        expect(trace.notes?.map(String)).toEqual([note]);
        expect(trace.uncontrolled).toEqual([]);
      }
    },
  );

  test('that does not read it has no note', async () => {
    const trace = await run(fixture('ends-at-once.py'), {
      python,
      clock: 'real',
      dice: { seed: 0 },
    });
    expect(trace).not.toHaveProperty('notes');
  });

  test('is given the same by a fork server', async () => {
    const file = join(sandbox.path, 'lines.txt');
    writeFileSync(file, 'one\ntwo\n');
    await using workspace = createWorkspace('virtual', python.executable);
    for (const language of LANGUAGES) {
      const given = { args: ['--count', '3'], cwd: sandbox.path, input: { file } };
      const options = { python, clock: 'virtual', dice: { seed: 0 }, given } as const;
      expect(texts(await runIn(workspace, program(language), options))).toEqual([
        'arguments --count 3',
        'original arguments --count 3',
        `folder ${sandbox.path}`,
        'read one',
        'read two',
      ]);
      const inRealTime = await run(program(language), { ...options, clock: 'real' });
      expect(texts(inRealTime)).toContain('read two');
      const closed = { ...options, given: {} };
      expect(
        (await runIn(workspace, fixture(`given/asks.${language}`), closed)).notes,
      ).toHaveLength(1);
    }
  });
});
