import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FEWEST_FILES } from '../../../harness/launch/needs.ts';
import { FEWEST_THREADS, type Machine, preflight } from '../../../harness/launch/preflight.ts';
import { en } from '../../../harness/messages/en/index.ts';
import { limitIn } from '../../../harness/proc/own-limits.ts';
import { flawIn } from '../../../harness/proc/soundness.ts';
import { isLinux, unlessLinux } from '../../support/linux.ts';
import { useSandbox } from '../../support/sandbox.ts';

const sandbox = useSandbox();

const limitsOf = (files: number | string) =>
  `Limit                     Soft Limit           Hard Limit           Units\nMax processes             1024                 unlimited            processes\nMax open files            ${files}                 20000                files\n`;

const machine = (changes: Partial<Machine> = {}): Machine => ({
  limits: limitsOf(FEWEST_FILES),
  threadsLeft: () => FEWEST_THREADS,
  hasNullDevice: () => true,
  flawOfProc: async () => undefined,
  ...changes,
});

test('the limits of a session are read as the kernel writes them', () => {
  expect(limitIn(limitsOf(256), 'Max open files')).toBe(256);
  expect(limitIn(limitsOf('unlimited'), 'Max open files')).toBe(Number.POSITIVE_INFINITY);
  expect(limitIn(limitsOf(1), 'Max processes')).toBe(1024);
  expect(limitIn('', 'Max processes')).toBe(Number.POSITIVE_INFINITY);
});

describe.skipIf(!isLinux)(`a session${unlessLinux}`, () => {
  test('passes if it has what is needed', async () => {
    await expect(preflight('virtual', machine())).resolves.toBeUndefined();
    await expect(preflight('virtual')).resolves.toBeUndefined();
  });

  test('is refused if it may open too few files', async () => {
    const few = machine({ limits: limitsOf(FEWEST_FILES - 1) });
    await expect(preflight('real', few)).rejects.toMatchObject({
      code: 'TOO_FEW_RESOURCES',
      message: expect.stringMatching(/only 511 files at once\.\n.* 512.*\n.*ulimit -n 1024$/),
    });
  });

  test.each([
    [
      'Max address space',
      2 ** 31,
      'bytes',
      /use only 2 GB of address space\.\n.*\n.*ulimit -v unl/,
    ],
    ['Max data size', 3e9, 'bytes', /use only 2\.8 GB of data\.\n.*\n.*ulimit -d unlimited$/],
    [
      'Max file size',
      1024 ** 2,
      'bytes',
      /write only files up to 1 MB\.\n.*\n.*ulimit -f unlimited$/,
    ],
    ['Max cpu time', 60, 'seconds', /only 60 s of CPU time in each process\.\n.*\n.*ulimit -t/],
  ])('is refused if its %s is %i %s', async (limit, value, unit, message) => {
    const few = machine({ limits: `${limit}   ${value}   unlimited   ${unit}\n` });
    await expect(preflight('virtual', few)).rejects.toMatchObject({
      code: 'TOO_FEW_RESOURCES',
      message: expect.stringMatching(message),
    });
  });

  test('is refused without /dev/null', async () => {
    await expect(preflight('real', machine({ hasNullDevice: () => false }))).rejects.toThrow(
      /^There is no \/dev\/null here\.\n/,
    );
  });

  test('is refused if it may start too few threads', async () => {
    const few = machine({ threadsLeft: () => FEWEST_THREADS - 1 });
    await expect(preflight('real', few)).rejects.toMatchObject({
      code: 'TOO_FEW_RESOURCES',
      message: expect.stringMatching(/only 127 more processes and threads\.\n.*\n.*ulimit -u/),
    });
  });

  test('is refused the virtual clock alone if /proc hides system calls', async () => {
    const blind = machine({ flawOfProc: async () => () => 'It cannot be read.' });
    await expect(preflight('virtual', blind)).rejects.toMatchObject({
      code: 'NO_VIRTUAL_CLOCK',
      message: expect.stringMatching(/\nIt cannot be read\.\nUse the real clock: --clock real$/),
    });
    await expect(preflight('real', blind)).resolves.toBeUndefined();
  });
});

describe('the /proc of', () => {
  const PID = 7;
  function procWith(files: readonly string[], self: number): string {
    const proc = mkdtempSync(join(sandbox.path, 'proc-'));
    const folder = join(proc, String(PID), 'task', String(PID));
    mkdirSync(folder, { recursive: true });
    symlinkSync(String(self), join(proc, 'self'));
    for (const file of files) writeFileSync(join(folder, file), '');
    return proc;
  }

  test('this process can be used', () => {
    expect(flawIn(procWith(['stat', 'syscall', 'children'], process.pid), PID)).toBeUndefined();
  });

  test('another namespace cannot be used', () => {
    const proc = procWith(['stat', 'syscall', 'children'], process.pid + 1);
    expect(flawIn(proc, PID)?.(en)).toMatch(/another pid namespace/);
  });

  test.each(['stat', 'syscall', 'children'])('a kernel that hides %s cannot be used', (name) => {
    const files = ['stat', 'syscall', 'children'].filter((file) => file !== name);
    expect(flawIn(procWith(files, process.pid), PID)?.(en)).toMatch(`${name}'`);
  });
});
