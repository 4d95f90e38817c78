import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { requireOwnProc } from '../../../harness/proc/soundness.ts';
import { isLinux, unlessLinux } from '../../support/linux.ts';
import { createSandbox, useSandbox } from '../../support/sandbox.ts';

useSandbox();

// No other system has a /proc.
test.skipIf(!isLinux)(`accepts a /proc of this process’s namespace${unlessLinux}`, () => {
  expect(() => requireOwnProc('/proc')).not.toThrow();
});

test('refuses a /proc of another namespace', () => {
  const { path } = createSandbox();
  const proc = join(path, 'proc');
  mkdirSync(proc);
  symlinkSync(String(process.pid + 1), join(proc, 'self'));
  expect(() => requireOwnProc(proc)).toThrow(
    `This process is ${process.pid} here and ${process.pid + 1} there.`,
  );
});

test('refuses a missing /proc', () => {
  expect(() => requireOwnProc('/nowhere')).toThrow('There is no /nowhere/self.');
});
