import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findPython } from '../../../harness/launch/python.ts';
import { until, useSandbox } from '../../support/sandbox.ts';

const sandbox = useSandbox();

/** A folder with interpreters that answer, each, with this version. */
function pathWith(interpreters: Record<string, string>): string {
  const folder = join(sandbox.path, Object.entries(interpreters).flat().join('-'));
  mkdirSync(folder, { recursive: true });
  for (const [name, version] of Object.entries(interpreters)) {
    const file = join(folder, name);
    const answer = `${version}\n${file}\n${file}\n${folder}`;
    writeFileSync(file, `#!/bin/sh\necho "<lockstep-python>${answer}<lockstep-python>"\n`);
    chmodSync(file, 0o755);
  }
  return folder;
}

describe('a Python', () => {
  test('of this machine is found: the interpreter itself, not a wrapper', async () => {
    const environment = { ...process.env, LOCKSTEP_PYTHON: undefined };
    const { executable, version } = await findPython(environment, process.platform);
    expect(executable).toMatch(/^(\/|[A-Z]:)/);
    expect(version).toMatch(/^3\.\d+\.\d+$/);
  });

  test('that is new enough is preferred to an earlier one that is too old', async () => {
    const folder = pathWith({ python3: '3.7.9', python: '3.8.0' });
    await expect(findPython({ PATH: folder }, 'linux')).resolves.toEqual({
      executable: join(folder, 'python'),
      version: '3.8.0',
    });
  });

  test('that is named is taken, whatever others there are', async () => {
    const PATH = pathWith({ python3: '3.12.1' });
    const named = join(pathWith({ other: '3.9.0' }), 'other');
    await expect(findPython({ PATH, LOCKSTEP_PYTHON: named }, 'linux')).resolves.toMatchObject({
      version: '3.9.0',
    });
    await expect(findPython({ PATH, LOCKSTEP_PYTHON: '/no/such' }, 'linux')).rejects.toMatchObject({
      code: 'PYTHON_NOT_FOUND',
      message: expect.stringMatching(/looked for \/no\/such \(named by LOCKSTEP_PYTHON\)/),
    });
  });
});

describe('without a Python', () => {
  test.each([
    ['linux', 'python3, python', 'sudo apt install python3'],
    ['darwin', 'python3, python', 'brew install python3'],
    ['win32', 'python, py, python3', 'winget install Python'],
  ] as const)('on %s the error tells that it looked for %s, and how to get one', async (...row) => {
    const [platform, names, install] = row;
    const error: Error = await findPython({ PATH: '' }, platform).catch((error) => error);
    expect(error).toMatchObject({ code: 'PYTHON_NOT_FOUND' });
    const [what, why, next] = error.message.split('\n');
    expect(what).toBe(`No Python found: looked for ${names} on the PATH.`);
    expect(why).toBe('The originals are Python programs.');
    expect(next).toContain(install);
    expect(next).toContain('LOCKSTEP_PYTHON=');
  });

  test('the error names one that is too old', async () => {
    const PATH = pathWith({ python3: '3.7.9', python: '2.7.18' });
    await expect(findPython({ PATH }, 'linux')).rejects.toMatchObject({
      code: 'PYTHON_TOO_OLD',
      message: expect.stringMatching(
        /too old: python3 is Python 3\.7\.9, python is Python 2\.7\.18\.\n.* 3\.8 or later\.\nInstall/,
      ),
    });
  });

  test('a program of its name that answers nonsense does not count', async () => {
    const PATH = pathWith({ python3: '' });
    await expect(findPython({ PATH }, 'linux')).rejects.toMatchObject({ code: 'PYTHON_NOT_FOUND' });
  });

  test('the error names one that hangs, within 3 s', async () => {
    const begun = performance.now();
    const PATH = pathWithScripts('hangs', {
      python3: 'sleep 1000 & wait',
      python: 'exec sleep 1000',
    });
    await expect(findPython({ PATH }, 'linux')).rejects.toMatchObject({
      code: 'PYTHON_NOT_FOUND',
      message: expect.stringMatching(
        /^No Python found: python3 does not answer\.\nWhen asked.*\nFind out what/,
      ),
    });
    // Idle, 2.0 s; beside other work it may come to its looks later.
    expect(performance.now() - begun).toBeLessThan(3000 * BUSY);
    await until(() => processesOf(PATH).length === 0);
  });

  test('the error names one that spins, in bounded time', async () => {
    const PATH = pathWithScripts('spins', { python3: 'while :; do :; done' });
    await expect(findPython({ PATH }, 'linux')).rejects.toMatchObject({ code: 'PYTHON_NOT_FOUND' });
    await until(() => processesOf(PATH).length === 0);
    // Counted in processor time, of which there may be little.
  }, 200_000);

  test('the error names one that prints without end', async () => {
    const PATH = pathWithScripts('prints', { python3: 'while :; do echo x; done' });
    await expect(findPython({ PATH }, 'linux')).rejects.toMatchObject({ code: 'PYTHON_NOT_FOUND' });
    await until(() => processesOf(PATH).length === 0);
  });
});

const REAL = await findPython(process.env, process.platform);

describe('a Python is found', () => {
  const same = (script: string, name: string) =>
    expect(
      findPython({ PATH: pathWithScripts(name, { python3: script }) }, 'linux'),
    ).resolves.toEqual(REAL);
  const quoted = `"${REAL.executable}" "$@"`;

  test('behind a wrapper that prints before and after it', () =>
    same(`echo 'Activating…'; printf 3.7.1; ${quoted}; echo bye`, 'noisy'));

  test('behind a wrapper that computes for a while', () =>
    same(`i=0; while [ $i -lt 20000 ]; do i=$((i + 1)); done; exec ${quoted}`, 'slow'));

  test('behind a wrapper that waits for a second', () => same(`sleep 1; exec ${quoted}`, 'waits'));

  test('without asking the next one, if it answers', async () => {
    const mark = join(sandbox.path, 'asked');
    const PATH = pathWithScripts('first', {
      python3: `exec ${quoted}`,
      python: `: > "${mark}"; exec ${quoted}`,
    });
    // The mark is made where the next is asked at once.
    await expect(findPython({ PATH }, 'linux')).resolves.toEqual(REAL);
    expect(existsSync(mark)).toBe(false);
    rmSync(join(PATH, 'python3'));
    await expect(findPython({ PATH }, 'linux')).resolves.toEqual(REAL);
    expect(existsSync(mark)).toBe(true);
  });

  test('if it leaves a process behind that holds its output', async () => {
    const PATH = pathWithScripts('leaves', { python3: `sleep 1000 & ${quoted}` });
    await expect(findPython({ PATH }, 'linux')).resolves.toEqual(REAL);
    await until(() => processesOf(PATH).length === 0);
  });

  test('but refused if its site prints in every program', async () => {
    const folder = join(sandbox.path, 'prints');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'sitecustomize.py'), 'print("welcome"); print("3.7.1")');
    const environment = { LOCKSTEP_PYTHON: REAL.executable, PYTHONPATH: folder };
    await expect(findPython(environment, 'linux')).rejects.toMatchObject({
      code: 'PYTHON_PRINTS',
      message: expect.stringMatching(/prints before or after every program: “welcome␊3\.7\.1”\.\n/),
    });
  });

  test('beside one that hangs', async () => {
    const scripts = { python3: 'exec sleep 1000', python: `exec ${quoted}` };
    const PATH = pathWithScripts('beside', scripts);
    await expect(findPython({ PATH }, 'linux')).resolves.toEqual(REAL);
  });
});

/** Other test files run beside this one, on a machine that others may use as well. */
const BUSY = 5;

function pathWithScripts(name: string, scripts: Record<string, string>): string {
  const folder = join(sandbox.path, name);
  mkdirSync(folder, { recursive: true });
  for (const [file, script] of Object.entries(scripts)) {
    // The shell's own programs are not on this path.
    const body = `#!/bin/sh\nMARK='${folder}'\nPATH=/usr/bin:/bin\nexport MARK\n${script}\n`;
    writeFileSync(join(folder, file), body);
    chmodSync(join(folder, file), 0o755);
  }
  return folder;
}

/** Those that a script of such a folder is, or has started. */
function processesOf(folder: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      const read = (file: string) => readFileSync(`/proc/${pid}/${file}`, 'utf8');
      return (
        /^\d+$/.test(pid) &&
        !/^State:\s+[ZX]/m.test(read('status')) &&
        `${read('environ')}${read('cmdline')}`.includes(folder)
      );
    } catch {
      return false;
    }
  });
}
