import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { type Command, commandFor } from '../../../harness/launch/command.ts';
import { observedEnvironment } from '../../../harness/launch/environment.ts';
import { makeFifos } from '../../../harness/launch/lane.ts';
import { createLanes, type Lanes } from '../../../harness/launch/lanes.ts';
import { findPython } from '../../../harness/launch/python.ts';
import { createStarter } from '../../../harness/launch/starter.ts';
import { streamsIn } from '../../../harness/launch/streams.ts';
import { createWorkspace } from '../../../harness/launch/workspace.ts';
import { runIn } from '../../../harness/run.ts';
import { fixture } from '../../support/fixture.ts';
import { isLinux, unlessLinux } from '../../support/linux.ts';
import { CHECKOUT } from '../../support/lockstep.ts';
import { findPythons } from '../../support/pythons.ts';
import { until, useSandbox } from '../../support/sandbox.ts';

const sandbox = useSandbox();
const python = await findPython(process.env, process.platform);
const pythons = await findPythons();

const runServed = (lanes: Lanes, name: string) =>
  lanes.lend((workspace) =>
    runIn(workspace, fixture(name), {
      ...{ python, clock: 'virtual', dice: { seed: 0 } },
      given: { args: ['an', 'argument'] },
    }),
  );

const starterOf = (lanes: Lanes) => lanes.lend(async ({ starter }) => starter as number);

/** As a workspace has it. */
function folderFor(name: string): string {
  const folder = mkdtempSync(join(sandbox.path, name));
  makeFifos(streamsIn(folder));
  return folder;
}

const KINDS = [
  { kind: 'warm', server: python.executable },
  { kind: 'bare', server: undefined },
] as const;

describe.skipIf(!isLinux).each(KINDS)(`a $kind starter${unlessLinux}`, ({ server }) => {
  test('outlives the programs that it starts, however they end', async () => {
    await using lanes = createLanes('virtual', 1, server);
    const endings: string[] = [];
    const starters = new Set<number>();
    for (const name of ['deadlocks.py', 'ends-at-once.py', 'ends-at-once.ts', 'deadlocks.py']) {
      const { ending } = await runServed(lanes, name);
      endings.push(ending.kind);
      starters.add(await starterOf(lanes));
    }
    expect(endings).toEqual(['deadlock', 'exited', 'exited', 'deadlock']);
    expect(starters.size).toBe(1);
  });

  test.each(['kills-its-parent.ts', 'stops-its-parent.py'])(
    'that is lost to %s is reported, and the next program gets a new one',
    async (name) => {
      {
        await using lanes = createLanes('virtual', 1, server);
        await runServed(lanes, 'ends-at-once.py');
        await expect(runServed(lanes, name)).rejects.toMatchObject({
          code: 'PARENT_LOST',
          message: expect.stringContaining(`that started ${fixture(name)} was`),
        });
        expect((await runServed(lanes, 'ends-at-once.py')).ending).toMatchObject({
          kind: 'exited',
        });
      }
      expect(sandbox.processes()).toEqual([]);
    },
  );

  test('is replaced if it is lost between two programs', async () => {
    await using lanes = createLanes('virtual', 1, server);
    await runServed(lanes, 'ends-at-once.py');
    process.kill(await starterOf(lanes), 'SIGKILL');
    expect((await runServed(lanes, 'ends-at-once.py')).ending).toMatchObject({ kind: 'exited' });
  });

  test('tells why a program cannot be started, and starts the next', async () => {
    await using workspace = createWorkspace('virtual', server);
    const environment = observedEnvironment(process.env, {
      folder: workspace.path,
      clock: 'virtual',
      sleeps: true,
    });
    const command = {
      ...commandFor(fixture('ends-at-once.ts'), python),
      executable: '/nowhere/node',
    };
    await expect(workspace.startBy(python.executable)(command, environment)).rejects.toMatchObject({
      code: 'CANNOT_START',
      message: expect.stringContaining('No such file or directory'),
    });
    const options = { python, clock: 'virtual', dice: { seed: 0 } } as const;
    const { ending } = await runIn(workspace, fixture('ends-at-once.ts'), options);
    expect(ending).toMatchObject({ kind: 'exited', code: 0 });
  });
});

/** Python: run the script in this interpreter, where little work without a pause is much. */
const HARDLY_WORKS = `
import os, sys
from lockstep_observer import polls
sys.argv = sys.argv[1:]
sys.path.insert(0, os.path.dirname(sys.argv[0]))
import warm_python
polls.BOUND = 2 * polls.MESSAGE
exec(compile(open(sys.argv[0]).read(), sys.argv[0], 'exec'))
`;

describe.skipIf(!isLinux)(`a warm starter${unlessLinux}`, () => {
  test('never pauses, however many programs it starts', async () => {
    await using workspace = createWorkspace('virtual');
    workspace.prepare({ seed: 0 });
    const environment = observedEnvironment(process.env, {
      folder: workspace.path,
      clock: 'virtual',
      sleeps: true,
    });
    const script = join(CHECKOUT, 'harness/launch/starter.py');
    const body = ['', '/', '/dev/null', '/dev/null', '/dev/null', '1', '/nowhere/node'].join('\0');
    const request = `${String(body.length).padStart(8, '0')}${body}`;
    const { stdout } = await execa(python.executable, ['-c', HARDLY_WORKS, script, 'warm'], {
      env: { ...environment, LOCKSTEP_STARTER: '1' },
      input: request.repeat(3),
      stdio: ['pipe', 'pipe', 'pipe', 'ignore'],
      timeout: 20_000, // One that pauses waits for ever.
    });
    expect(stdout.split('\n')).toEqual(Array(3).fill('! No such file or directory'));
  });
});

describe.skipIf(!isLinux)(`a program in a warm starter${unlessLinux}`, () => {
  test.each(pythons)('ends as it would elsewhere, in Python $version', async (told) => {
    const program = fixture('speaks-while-it-ends.py');
    const { executable } = told;
    const alone = await execa(executable, [program], { reject: false });
    await using workspace = createWorkspace('virtual', executable);
    const { ending, events } = await runIn(workspace, program, {
      python: told,
      clock: 'virtual',
      dice: { seed: 0 },
    });
    const lines = (stream: string) =>
      events.flatMap((event) =>
        event.type === 'line' && event.stream === stream ? [event.text] : [],
      );
    expect(alone.stdout).toContain('what main holds goes');
    expect(lines('stdout')).toEqual(alone.stdout.split('\n'));
    const withoutAddress = (line: string) => line.replace(/0x[0-9a-f]+/, '');
    const complaints = alone.stderr.split('\n').map(withoutAddress);
    expect(lines('stderr').map(withoutAddress)).toEqual(complaints);
    expect(ending.code).toBe(alone.exitCode);
  });

  test.each(pythons)(
    'finds itself, and its folder, as anywhere, by Python $version',
    async (told) => {
      const folder = mkdtempSync(join(sandbox.path, 'finds-'));
      mkdirSync(join(folder, 'own'));
      writeFileSync(
        join(folder, 'own/program.py'),
        'import sys\nprint(sys.argv, sys.path[0], __file__)\n',
      );
      symlinkSync('own/program.py', join(folder, 'link.py'));
      await using workspace = createWorkspace('virtual', told.executable);
      for (const name of ['own/program.py', 'link.py']) {
        for (const program of [join(folder, name), relative(process.cwd(), join(folder, name))]) {
          const alone = await execa(told.executable, [program]);
          const options = { python: told, clock: 'virtual', dice: { seed: 0 } } as const;
          const { events } = await runIn(workspace, program, options);
          const lines = events.flatMap((event) => (event.type === 'line' ? [event.text] : []));
          expect(lines).toEqual([alone.stdout]);
        }
      }
    },
  );
});

test('reports an interpreter that prints no process id', async () => {
  const folder = folderFor('no-id-');
  const interpreter = join(folder, 'python3');
  writeFileSync(interpreter, '#!/bin/sh\necho hello\ncat\n', { mode: 0o755 });
  await using starter = createStarter(folder, { interpreter, kind: 'warm', container: undefined });
  const command = commandFor(fixture('ends-at-once.py'), python);
  await expect(starter.start(command, {})).rejects.toMatchObject({
    code: 'CANNOT_START',
    message: expect.stringContaining('It printed “hello” instead of a process id.'),
  });
});

test('does not miss an end that is reported together with the start', async () => {
  const folder = folderFor('at-once-');
  const interpreter = join(folder, 'python3');
  writeFileSync(interpreter, '#!/bin/sh\nprintf "4000000\\n256\\n"\ncat\n', { mode: 0o755 });
  await using starter = createStarter(folder, { interpreter, kind: 'bare', container: undefined });
  const { exited } = await starter.start(commandFor(fixture('ends-at-once.py'), python), {});
  expect(await exited).toEqual({ code: 1, signal: null });
});

describe.skipIf(!isLinux)(`a program of a bare starter${unlessLinux}`, () => {
  test('has exactly the environment, arguments, folder and input that it is given', async () => {
    const folder = folderFor('exact-');
    const input = join(folder, 'input');
    writeFileSync(input, 'typed');
    await using starter = createStarter(folder, {
      interpreter: python.executable,
      kind: 'bare',
      container: undefined,
    });
    const tell =
      'printf "%s|" "$@" "$PWD"; cat; tr "\\0" "|" < /proc/self/environ; cut -d" " -f6 /proc/self/stat';
    const command: Command = {
      executable: '/bin/sh',
      args: ['-c', tell, 'sh', 'a b', '', 'é\n', '最'],
      cwd: folder,
      input: { file: input },
      language: 'node',
      runtime: 'sh',
    };
    const environment = { LC_ALL: 'C', EMPTY: '', ODD: 'é=\n', PYTHONPATH: 'x' };
    let printed = '';
    const { pid, onOutput, exited, drained } = await starter.start(command, environment);
    onOutput((_, chunk) => {
      printed += chunk;
    });
    await exited;
    await drained();
    const [before = '', after = ''] = printed.split('typed');
    expect(before).toBe(`a b||é\n|最|${folder}|`);
    const told = after.split('|');
    // Its session is its own.
    expect(told.pop()).toBe(`${pid}\n`);
    const own = told.filter((entry) => !/^(PWD|OLDPWD|SHLVL|_)=/.test(entry));
    expect(own.sort()).toEqual(['EMPTY=', 'LC_ALL=C', 'ODD=é=\n', 'PYTHONPATH=x']);
  });

  test('ends with the harness, however the harness ends, also without control groups', async () => {
    const folder = folderFor('killed-');
    // The last is nobody's child, and has nothing by which it could be found.
    const hides = 'setsid env -i sleep 100003 & setsid sleep 100003 & exec sleep 100003';
    const harness = `
      import { createStarter } from ${JSON.stringify(join(CHECKOUT, 'harness/launch/starter.ts'))};
      const [interpreter, folder, script] = process.argv.slice(1);
      const starter = createStarter(folder, { interpreter, kind: 'bare' });
      const command = { executable: '/bin/sh', args: ['-c', script], cwd: '/', input: 'closed' };
      const { pid } = await starter.start(command, {});
      console.log(starter.pid);
      setInterval(() => {}, 1000);`;
    const command = execa(
      process.execPath,
      ['--input-type=module', '--eval', harness, python.executable, folder, hides],
      { reject: false },
    );
    const starter = await new Promise<string>((resolve) => {
      command.stdout.once('data', (chunk) => resolve(String(chunk).trim()));
    });
    await until(() => below(starter).filter(isSleep).length === 3);
    const all = below(starter);
    command.kill('SIGKILL');
    await command;
    await until(() => [starter, ...all].every((pid) => commandOf(pid) === ''));
  });
});

const read = (file: string) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // It has ended.
  }
};

const commandOf = (pid: string) => read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();

const isSleep = (pid: string) => commandOf(pid) === 'sleep 100003';

/** All that descend from a process. */
function below(pid: string): string[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean);
  return children.flatMap((child) => [child, ...below(child)]);
}
