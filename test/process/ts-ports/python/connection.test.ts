import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runFixture, TEST_LIMIT } from '../../../support/run-program.ts';

/** Each run of the property takes a process, and shrinking takes many. */
const ONE_PROCESS = { numRuns: 1, endOnFailure: true };
// Values are compared as JSON text, in which 0 and -0 are the same.
const manyValues = fc.array(fc.jsonValue(), { minLength: 100, maxLength: 100 });

describe.concurrent('Pipe', { timeout: TEST_LIMIT }, () => {
  test('carries any value there and back, unchanged and in order, until it is closed', async () => {
    await fc.assert(
      fc.asyncProperty(manyValues, async (values) => {
        const { stdout } = await runFixture('pipe-echoes.ts', JSON.stringify(values));
        const [json = '', ...others] = stdout.split('\n');
        expect(json).toBe(JSON.stringify(values));
        expect(others).toEqual(['EOFError', 'exit code 0']);
      }),
      ONE_PROCESS,
    );
  });

  test('first gives what was sent before the end, then raises the errors of Python', async () => {
    const { stdout } = await runFixture('pipe-ends.ts');
    expect(stdout.split('\n')).toEqual([
      'false',
      'true',
      'first',
      'last',
      'true',
      'EOFError',
      'BrokenPipeError: [Errno 32] Broken pipe',
      'OSError: handle is closed',
      'OSError: handle is closed',
    ]);
  });

  test('can have its two ends in two children', async () => {
    const { stdout, stderr } = await runFixture('pipe-between-children.ts');
    expect([stdout, stderr]).toEqual(['question\nanswer', '']);
  });

  test('has a closed end only when every process has closed its copy', async () => {
    const { stdout } = await runFixture('pipe-copy-left-open.ts');
    expect(stdout).toBe('the only item\nfalse\nEOFError');
  });
});
