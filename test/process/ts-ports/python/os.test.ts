import { describe, expect, test } from 'vitest';
import { runFixture, TEST_LIMIT } from '../../../support/run-program.ts';

describe.concurrent('fork', { timeout: TEST_LIMIT }, () => {
  test('returns twice, and waitpid returns once how the child ended', async () => {
    const { stdout } = await runFixture('fork-returns-twice.ts');
    expect(stdout.split('\n')).toEqual([
      'before',
      'child true true',
      'parent true 768',
      'ChildProcessError: [Errno 10] No child processes',
    ]);
  });

  test('gives the child everything that its parent received before', async () => {
    const { stdout } = await runFixture('fork-copies-what-was-told.ts');
    const lines = stdout.split('\n').map((line) => line.split(' '));
    expect(lines.map(([generation]) => generation)).toEqual(['grandchild', 'child', 'parent']);
    const told = lines.map(([, ...rest]) => rest.join(' '));
    expect(told[0]).toMatch(/^[\d,]+ [\d.]+ true 256$/);
    expect(new Set(told).size).toBe(1);
  });

  test('lets a parent end before a child for which it does not wait', async () => {
    const { stdout } = await runFixture('fork-not-waited-for.ts');
    expect(stdout).toBe('parent ends\nchild ends');
  });

  test('reports the signal that ended a child', async () => {
    expect((await runFixture('fork-killed.ts')).stdout).toBe('15');
  });

  test('is rejected in a Thread and in a Process, which did not begin at the first line', async () => {
    const { stdout } = await runFixture('fork-elsewhere.ts');
    const refused = 'RuntimeError: only the program itself can fork';
    expect(stdout).toBe(`${refused}\n${refused}`);
  });

  test('ends a child that does not repeat what its parent did', async () => {
    const { stdout, stderr } = await runFixture('fork-goes-another-way.ts');
    expect(stdout).toBe('256');
    expect(stderr).toContain('a forked process asks random(), its parent did not here');
  });
});
