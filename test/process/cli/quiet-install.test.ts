import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { CHECKOUT } from '../../support/lockstep.ts';
import { useSandbox } from '../../support/sandbox.ts';

const sandbox = useSandbox();

/** As in a shell of the user's: npm, and the Node that it runs on, are the machine's own. */
const PATH = (process.env.PATH ?? '')
  .split(delimiter)
  .filter((folder) => !folder.includes('node_modules'))
  .join(delimiter);
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name))),
  ...{ PATH, NODE_OPTIONS: undefined },
};
const start = (file: string, args: readonly string[], cwd: string) =>
  execa(file, args, { env, extendEnv: false, cwd, reject: false, stdin: 'ignore' });

const { failed: isMissing } = await start('npm', ['--version'], CHECKOUT);
const unlessLeftOut = isMissing ? ' (left out: there is no npm)' : '';

// What npm prints cannot be read where there is none (this suite can be started by Node alone).
describe.skipIf(isMissing)(`with an npm of any Node${unlessLeftOut}`, () => {
  test('npx lockstep prints what the command prints, and no more', async () => {
    const { stdout, stderr, exitCode } = await start('npx', ['lockstep', '--version'], CHECKOUT);
    expect(stdout).toMatch(/^lockstep \d+\.\d+\.\d+$/);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  });

  /** A project that needs a Node that nobody has, with a package that does, too. */
  function project(name: string): string {
    const folder = join(sandbox.path, name);
    mkdirSync(join(folder, 'needy'), { recursive: true });
    const engines = { node: '>=999' };
    const write = (file: string, value: object) =>
      writeFileSync(join(folder, file), JSON.stringify(value));
    const root = { name, version: '1.0.0', engines, dependencies: { needy: 'file:needy' } };
    const needy = { name: 'needy', version: '1.0.0', engines };
    write('package.json', root);
    write('needy/package.json', needy);
    write('package-lock.json', {
      ...{ name, version: '1.0.0', lockfileVersion: 3, requires: true },
      packages: {
        '': root,
        needy,
        'node_modules/needy': { resolved: 'needy', link: true },
      },
    });
    copyFileSync(join(CHECKOUT, '.npmrc'), join(folder, '.npmrc'));
    return folder;
  }
  const INSTALL = ['ci', '--offline', '--no-audit', '--no-fund'];

  test('npm ci warns of no engine', async () => {
    const folder = project('sound');
    const quiet = await start('npm', INSTALL, folder);
    expect({ ...quiet }).toMatchObject({ stderr: '', exitCode: 0 });
    // As it would without the file: else this showed nothing.
    const loud = await start('npm', [...INSTALL, '--loglevel=warn'], folder);
    expect(loud.stderr).toMatch(/EBADENGINE/);
  });

  test('npm ci still says why it fails', async () => {
    const folder = project('broken');
    rmSync(join(folder, 'package-lock.json'));
    const { stderr, exitCode } = await start('npm', INSTALL, folder);
    expect(stderr).toMatch(/npm error code EUSAGE/);
    expect(stderr).toMatch(/can only install with an existing package-lock\.json/);
    expect(exitCode).not.toBe(0);
  });
});

test('the file hides nothing else', () => {
  const rows = readFileSync(join(CHECKOUT, '.npmrc'), 'utf8').split('\n');
  expect(rows.filter((row) => row !== '' && !row.startsWith(';'))).toEqual(['loglevel=error']);
});
