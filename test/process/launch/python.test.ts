import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findPython } from '../../../harness/launch/python.ts';
import { useSandbox } from '../../support/sandbox.ts';

const sandbox = useSandbox();

/** A folder with interpreters that answer, each, with this version. */
function pathWith(interpreters: Record<string, string>): string {
  const folder = join(sandbox.path, Object.entries(interpreters).flat().join('-'));
  mkdirSync(folder, { recursive: true });
  for (const [name, version] of Object.entries(interpreters)) {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\necho "${file}"\necho ${version}\n`);
    chmodSync(file, 0o755);
  }
  return folder;
}

describe('a Python', () => {
  test('of this machine is found, and is the interpreter itself', async () => {
    const environment = { ...process.env, LOCKSTEP_PYTHON: undefined };
    const { executable, version } = await findPython(environment, process.platform);
    expect(executable).toMatch(/^(\/|[A-Z]:)/);
    expect(version).toMatch(/^3\.\d+\.\d+$/);
  });

  test('that is new enough is preferred to one that comes first and is not', async () => {
    const folder = pathWith({ python3: '3.7.9', python: '3.8.0' });
    await expect(findPython({ PATH: folder }, 'linux')).resolves.toEqual({
      executable: join(folder, 'python'),
      version: '3.8.0',
    });
  });

  test('that is named is taken, and no other', async () => {
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
  ] as const)('on %s it says that it looked for %s, and how to get one', async (...row) => {
    const [platform, names, install] = row;
    const error: Error = await findPython({ PATH: '' }, platform).catch((error) => error);
    expect(error).toMatchObject({ code: 'PYTHON_NOT_FOUND' });
    const [what, why, next] = error.message.split('\n');
    expect(what).toBe(`No Python found: looked for ${names} on the PATH.`);
    expect(why).toBe('The originals are Python programs.');
    expect(next).toContain(install);
    expect(next).toContain('LOCKSTEP_PYTHON=');
  });

  test('but with one that is too old it says which', async () => {
    const PATH = pathWith({ python3: '3.7.9', python: '2.7.18' });
    await expect(findPython({ PATH }, 'linux')).rejects.toMatchObject({
      code: 'PYTHON_TOO_OLD',
      message: expect.stringMatching(
        /too old: python3 is Python 3\.7\.9, python is Python 2\.7\.18\.\n.* 3\.8 or later\.\nInstall/,
      ),
    });
  });

  test('but with a program of its name that answers nonsense, it is none', async () => {
    const PATH = pathWith({ python3: '' });
    await expect(findPython({ PATH }, 'linux')).rejects.toMatchObject({ code: 'PYTHON_NOT_FOUND' });
  });
});
