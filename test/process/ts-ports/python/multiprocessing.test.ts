import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { fixture, runFixture, runProgram, TEST_LIMIT } from '../../../support/run-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'multiprocessing-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.concurrent('Process', { timeout: TEST_LIMIT }, () => {
  test('is an operating-system process, a child of the one that started it', async () => {
    const { stdout } = await runFixture('process-pids.ts');
    const [childSays = '', parentSays] = stdout.split('\n');
    expect(childSays).toBe(parentSays);
    const [parent, child] = childSays.split(' ');
    expect(child).not.toBe(parent);
  });

  test('finds its program through a symbolic link, from any folder', async () => {
    symlinkSync(fixture('process-pids.ts'), join(folder, 'link.ts'));
    const { stdout, exitCode } = await runProgram('link.ts', [], folder);
    expect(stdout).toMatch(/^(\d+ \d+)\n\1$/);
    expect(exitCode).toBe(0);
  });

  test('has its own copy of every variable', async () => {
    const { stdout } = await runFixture('process-own-memory.ts');
    expect(stdout).toBe('child: 1\nmain: 0');
  });

  test('gets its arguments unchanged, and those of the program', async () => {
    const values = JSON.stringify(fc.sample(fc.jsonValue(), 50));
    const { stdout } = await runFixture('process-arguments.ts', values);
    expect(stdout).toBe(`${values}\n${JSON.stringify([values])}`);
  });

  test('runs at the same time as other processes and main', async () => {
    const { stdout } = await runFixture('processes-meet.ts', join(folder, 'a'), join(folder, 'b'));
    expect(stdout).toBe('met');
  });

  test('knows whether it is alive before, during and after its run', async () => {
    const { stdout } = await runFixture('process-life.ts');
    expect(stdout.split('\n')).toEqual([
      'Process-1 false null true',
      'can only join a started process',
      'Process-1 true null false',
      'cannot start a process twice',
      'Process-1 false 0 false',
    ]);
  });

  test('prints the error that its target throws, and ends with exit code 1', async () => {
    const { stdout, stderr, exitCode } = await runFixture('process-throws.ts');
    expect(stdout).toBe('exit code 1');
    expect(stderr).toMatch(/^Process Process-1:\nRangeError: no such file\n {4}at fail /);
    expect(exitCode).toBe(0);
  });

  test('passes on the exit code of its target', async () => {
    const { stdout } = await runFixture('process-exits-with-3.ts');
    expect(stdout).toBe('exit code 3');
  });

  test('has the negative signal as exit code if it was killed', async () => {
    const { stdout } = await runFixture('process-killed.ts');
    expect(stdout).toBe('exit code -15');
  });

  test('rejects a target that is not exported, when it is started', async () => {
    const { stdout, stderr, exitCode } = await runFixture('process-not-exported.ts');
    expect(stdout).toBe('');
    expect(stderr).toContain('TypeError: the target hidden is not an exported function of');
    expect(stderr).toContain('Write: export function hidden(…)');
    expect(exitCode).toBe(1);
  });

  test('ends with exit code 1 if only the import shows that the target is not exported', async () => {
    const { stdout, stderr } = await runFixture('process-exported-only-by-word.ts');
    expect(stdout).toBe('exit code 1');
    expect(stderr).toContain('Process Process-1:\nTypeError: the target work is not an exported');
  });

  test('rejects an argument that cannot be copied, when it is started', async () => {
    const { stdout, exitCode } = await runFixture('process-uncopyable-argument.ts');
    expect(stdout).toBe(
      "() => 'a function' could not be cloned.\n#<SharedArrayBuffer> could not be cloned.",
    );
    expect(exitCode).toBe(0);
  });

  test('can start processes itself', async () => {
    const { stdout, stderr } = await runFixture('process-nested.ts');
    expect(stdout).toBe('main\nProcess-1:1 ended with 1\nProcess-1 ended with 0');
    expect(stderr).toMatch(/^Process Process-1:1:\nRangeError: inner\n/);
  });

  test('is waited for at the end of main, even without join', async () => {
    const { stdout, exitCode } = await runFixture('process-not-joined.ts');
    expect(stdout).toBe('main ends\nchild ends');
    expect(exitCode).toBe(0);
  });
});
