import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { findPython } from '../../../harness/launch/python.ts';
import { isLinux, unlessLinux } from '../../support/linux.ts';
import { CHECKOUT, COMMAND } from '../../support/lockstep.ts';
import { useSandbox } from '../../support/sandbox.ts';
import { endedSoon } from '../../support/soon.ts';

const sandbox = useSandbox();
/** By its own path. */
const PYTHON = (await findPython(process.env, process.platform)).executable;
const LOCKSTEP = `"${process.execPath}" "${COMMAND}"`;

/** In a shell, where a session can be made poor before the command starts. */
const shell = (script: string, env: NodeJS.ProcessEnv = {}) =>
  execa('sh', ['-c', script], { cwd: CHECKOUT, env, reject: false, stdin: 'ignore' });

/** Exit code 2; what happened, why, what to do next; no verdict and no stack. */
const expectTold = async (script: string, words: RegExp, env: NodeJS.ProcessEnv = {}) =>
  expectPlain(await shell(script, env), words);

type Result = { stdout: string; stderr: string; exitCode?: number | undefined };

function expectPlain({ stdout, stderr, exitCode }: Result, words: RegExp) {
  expect(stderr).toMatch(words);
  expect(stderr).toMatch(/^lockstep: [^\n]+\n[^\n]+\n[^\n]+$/);
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
}

/** As `expectTold`, before any program has run to its end; and soon. */
async function expectToldSoon(
  script: string,
  words: RegExp,
  env: NodeJS.ProcessEnv = {},
  more?: number,
) {
  const { code: exitCode, ...told } = await endedSoon(['/bin/sh', '-c', script], env, more);
  expectPlain({ ...told, exitCode }, words);
}

const isRoot = process.getuid?.() === 0;
const canMount = isLinux && isRoot && spawnSync('unshare', ['-m', 'true']).status === 0;
const unlessLeftOut = canMount ? '' : ' (left out: this needs root and mount namespaces)';

// No other system has a /dev/full.
describe.skipIf(!isLinux)(`a device behind stdout that is full ends${unlessLinux}`, () => {
  test.each([
    '--help',
    '--version',
    'verify --help',
    'verify 01',
    'verify 01 --json',
    'check 01 ts-ports/01_sequential.ts',
    'check 01 ts-ports/01_sequential.ts --json',
    'run python-originals/01_sequential.py',
    'run python-originals/01_sequential.py --raw',
    'run python-originals/01_sequential.py --json',
  ])('lockstep %s', async (line) => {
    await expectToldSoon(`${LOCKSTEP} ${line} > /dev/full`, /stdout is full\./);
  });

  test('nothing where it is stderr', async () => {
    const { stdout, exitCode } = await shell(`${LOCKSTEP} verify 99 2> /dev/full`);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  });
});

/** What a Python may use to tell its version, in milliseconds. */
const TO_ANSWER = 1400;

describe('a Python that', () => {
  const python = (name: string, script: string) => {
    const file = join(sandbox.path, name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return { LOCKSTEP_PYTHON: file };
  };
  test.each([
    ['hangs', 'sleep 1000', /hangs does not answer\.\n/],
    ['computes for ever', 'while :; do :; done', /computes for ever does not answer\.\n/],
    ['ends at once', 'exit 0', /looked for .*ends at once \(named by LOCKSTEP_PYTHON\)/],
    ['is another program', 'exec cat', /looked for .*is another program/],
    [
      'is too old',
      "printf '<lockstep-python>2.7.18\\n/python<lockstep-python>'",
      /too old: .*is too old is Python 2\.7\.18\.\n/,
    ],
  ])('%s', (name, script, words) =>
    expectToldSoon(`${LOCKSTEP} verify 01`, words, python(name, script), TO_ANSWER),
  );

  test('is not there', () =>
    expectToldSoon(`${LOCKSTEP} verify 01`, /looked for python3, python on the PATH/, {
      PATH: join(sandbox.path, 'nothing'),
      LOCKSTEP_PYTHON: '',
    }));
});

// Elsewhere no FIFOs are made, and so mkfifo is not started.
test.skipIf(!isLinux)(`a PATH without the usual programs${unlessLinux}`, () =>
  expectToldSoon(`${LOCKSTEP} verify 01`, /^lockstep: The program mkfifo was not found\.\n/, {
    PATH: join(sandbox.path, 'nothing'),
    LOCKSTEP_PYTHON: PYTHON,
  }),
);

test.concurrent('a stdout that is closed is no error', async () => {
  const { stderr, exitCode } = await shell(`${LOCKSTEP} verify 01 >&-`);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
});

describe.concurrent('a temporary folder', () => {
  test('that is a file', () =>
    expectToldSoon(`${LOCKSTEP} verify 01`, /package\.json\.\nIt is not a folder \(ENOTDIR\)\./, {
      TMPDIR: join(CHECKOUT, 'package.json'),
    }));

  test('that is missing', () =>
    expectToldSoon(`${LOCKSTEP} verify 01`, /temporary folder \/no\/where\.\n.*ENOENT/, {
      TMPDIR: '/no/where',
    }));
});

// Each has a small or read-only file system of its own, in a mount namespace: the machine's stay as they are.
describe.skipIf(!canMount)(`a temporary folder${unlessLeftOut}`, () => {
  let count = 0;
  const onDisk = (options: string, before: string, line: string) => {
    count += 1;
    const folder = join(sandbox.path, `disk-${count}`);
    mkdirSync(folder);
    const mount = `mount -t tmpfs -o ${options} tmpfs "${folder}"`;
    const script = `${mount} && cd "${folder}" && ${before} && cd "${CHECKOUT}" && TMPDIR="${folder}" ${LOCKSTEP} ${line}`;
    return `unshare -m sh -c '${script}'`;
  };
  const FILL = 'head -c 9m /dev/zero > x 2> /dev/null || true';
  const FULL =
    /^lockstep: Cannot write to the temporary folder .*\n.*(?:full|ENOSPC|No space|no more files)/;

  test('that is full', () => expectToldSoon(onDisk('size=8m', `(${FILL})`, 'verify 01'), FULL));
  test('that is nearly full', () =>
    expectToldSoon(onDisk('size=8m', 'head -c 7600k /dev/zero > x', 'verify 01'), FULL));
  test('that can have no more files', () =>
    expectToldSoon(onDisk('size=8m,nr_inodes=9', 'true', 'verify 01'), FULL));
  test('that is read-only', () =>
    expectToldSoon(onDisk('size=8m,ro', 'true', 'verify 01'), /read-only/));

  test.each(['virtual', 'real'])('that a program fills up (%s clock)', async (clock) => {
    const program = join(sandbox.path, `fills-${clock}.py`);
    writeFileSync(
      program,
      `import os, time
path = os.path.join(os.environ['TMPDIR'], 'big')
try:
    with open(path, 'wb', 0) as file:
        while True:
            file.write(b'x' * 4096)
except OSError:
    pass
for number in range(100):
    print('full', number)
time.sleep(0.5)
os.remove(path)
print('done')
`,
    );
    await expectTold(onDisk('size=8m', 'true', `run "${program}" --clock ${clock}`), FULL);
  });
});

// The limits of a session are read from /proc, and only there (launch/preflight.ts).
describe.skipIf(!isLinux)(`a session${unlessLinux}`, () => {
  test.each([256, 128, 64, 24])('that may open %i files', (most) =>
    expectToldSoon(`ulimit -n ${most}; ${LOCKSTEP} verify 01`, /only \d+ files at once/),
  );

  test.each([
    ['-v 8000000', /only 7\.6 GB of address space/],
    ['-d 2000000', /only 1\.9 GB of data/],
    ['-f 1000', /only files up to [\d.]+ MB/],
    ['-t 60', /only 60 s of CPU time/],
  ])('with ulimit %s', (limit, words) =>
    expectToldSoon(`ulimit ${limit}; ${LOCKSTEP} verify 03`, words),
  );

  test('whose directory is deleted', () => {
    const folder = join(sandbox.path, 'deleted');
    return expectToldSoon(
      `mkdir "${folder}" && cd "${folder}" && rmdir "${folder}" && ${LOCKSTEP} verify 01`,
      /current directory does not exist/,
    );
  });
});

// Only root may start something as `nobody`, whose limit of processes counts all that this user has.
describe.skipIf(!isRoot || !isLinux)(
  `another user${isRoot && isLinux ? '' : ' (left out: this needs Linux and root)'}`,
  () => {
    const folder = join(sandbox.path, 'of-nobody');
    const file = join(folder, 'port.ts');
    const asNobody = (line: string) =>
      `chmod 777 "${sandbox.path}"; setpriv --reuid 65534 --regid 65534 --clear-groups env TMPDIR="${folder}" sh -c '${line}'`;
    const prepare = () => {
      mkdirSync(folder, { recursive: true });
      chmodSync(folder, 0o777);
      copyFileSync(join(CHECKOUT, 'ts-ports/01_sequential.ts'), file);
      chmodSync(file, 0o000);
    };

    test('who may not read the port', () => {
      prepare();
      return expectToldSoon(asNobody(`${LOCKSTEP} check 01 "${file}"`), /\nYou may not read it/);
    });

    test('who may not write to the temporary folder', () => {
      prepare();
      const [uid, gid] = [65534, 65534];
      const own = join(sandbox.path, 'of-somebody-else');
      mkdirSync(own, { mode: 0o755 });
      chownSync(own, uid, gid);
      // Without this right root is a user like others, who can read what is root's.
      const unprivileged = 'setpriv --bounding-set -dac_override --inh-caps -dac_override';
      return expectToldSoon(
        `${unprivileged} env TMPDIR="${own}" ${LOCKSTEP} verify 01`,
        /temporary folder .*\nYou may not write to it \(EACCES\)\./,
      );
    });

    test.each([100, 20])('who may start %i processes', (most) => {
      prepare();
      const line = `ulimit -u ${most}; ${LOCKSTEP} verify 02`;
      return expectToldSoon(
        asNobody(line).replace("sh -c '", "bash -c '"),
        /more processes and threads/,
      );
    });
  },
);

// Only root may make one without a user namespace, in which /proc would be another, too.
describe.skipIf(!canMount)(`a pid namespace${unlessLeftOut}`, () => {
  test('without a /proc of its own has no virtual clock', () =>
    expectToldSoon(
      `unshare -p -f ${LOCKSTEP} verify 01`,
      /another pid namespace\.\n.*--clock real/,
    ));
});

test.concurrent('a checkout whose path has quotes and line feeds works', async () => {
  const folder = join(sandbox.path, 'a "quoted"\npath');
  mkdirSync(folder);
  const parts = ['harness', 'runtimes', 'ts-ports', 'python-originals', 'package.json'];
  await execa('cp', ['-r', ...parts, folder], { cwd: CHECKOUT });
  const command = join(folder, 'harness/cli/lockstep.js');
  const start = () =>
    execa(process.execPath, [command, 'verify', '07'], { cwd: folder, reject: false });
  const { stderr, exitCode } = await start();
  expect(stderr).toMatch(/^lockstep: A part of Lockstep is not installed\.\n/);
  expect(exitCode).toBe(2);
  rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
  symlinkSync(join(CHECKOUT, 'node_modules'), join(folder, 'node_modules'));
  expect(await start()).toMatchObject({ stderr: '', exitCode: 0 });
});
