import { execFileSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { isNewEnough, OLDEST_NODE } from '../../../harness/cli/node-version.js';
import { CHECKOUT, COMMAND } from '../../support/lockstep.ts';

test.each([
  ['24.3.0', true],
  ['24.10.1', true],
  ['26.0.0', true],
  ['24.2.9', false],
  ['24.0.0', false],
  ['23.11.0', false],
  ['22.18.0', false],
  ['22.99.0', false],
  ['20.20.2', false],
  ['9.9.9', false],
])('Node %s is new enough: %s', (version, isSo) => {
  expect(isNewEnough(version)).toBe(isSo);
});

test('package.json and both READMEs name the same Node', () => {
  const read = (name: string) => readFileSync(join(CHECKOUT, name), 'utf8');
  expect(JSON.parse(read('package.json')).engines.node).toBe(`>=${OLDEST_NODE}`);
  for (const name of ['README.md', 'README.zh-CN.md']) expect(read(name)).toContain(OLDEST_NODE);
});

/** A Node of the machine's own that is too old; the installed one stands before it on the PATH. */
const older = (process.env.PATH ?? '')
  .split(delimiter)
  .filter((folder) => !folder.includes('node_modules'))
  .map((folder) => join(folder, 'node'))
  .find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return !isNewEnough(execFileSync(file, ['--version'], { encoding: 'utf8' }).slice(1));
    } catch {
      return false;
    }
  });
const unlessLeftOut = older === undefined ? ' (left out: there is no older Node on the PATH)' : '';

// The suite installs no second Node: it takes one that the machine has, if any.
describe.skipIf(older === undefined)(`an older Node${unlessLeftOut}`, () => {
  test.each([['--help'], ['verify'], ['verify', '--json']])(
    'says that it is too old: %s',
    async (...args) => {
      const { stdout, stderr, exitCode } = await execa(older as string, [COMMAND, ...args], {
        reject: false,
      });
      expect(stderr).toMatch(/^lockstep: this is Node \d+\.\d+\.\d+, which is too old\.\n/);
      expect(stderr).toMatch(`Lockstep needs Node ${OLDEST_NODE} or later`);
      expect(stderr).toMatch('Run `npm ci`');
      expect(stderr.split('\n')).toHaveLength(3);
      expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    },
  );
});
