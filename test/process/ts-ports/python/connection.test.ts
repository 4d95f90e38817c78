import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runFixture, TEST_LIMIT } from '../../../support/run-program.ts';

/** Each run of a property takes a process of its own, and shrinking takes many. */
const ONE_PROCESS = { numRuns: 1, endOnFailure: true };
// As JSON text they are compared: in it 0 and -0 are the same.
const manyValues = fc.array(fc.jsonValue(), { minLength: 100, maxLength: 100 });

describe.concurrent('Pipe', { timeout: TEST_LIMIT }, () => {
  test('carries any value there and back, whole and in order, until it is closed', async () => {
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

  test('gives what was sent before the end, and only then the errors that Python has', async () => {
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

  test('has its two ends in two children', async () => {
    const { stdout, stderr } = await runFixture('pipe-between-children.ts');
    expect([stdout, stderr]).toEqual(['question\nanswer', '']);
  });

  test('is closed at one end only when every process has closed its own', async () => {
    const { stdout } = await runFixture('pipe-copy-left-open.ts');
    expect(stdout).toBe('the only item\nfalse\nEOFError');
  });
});
