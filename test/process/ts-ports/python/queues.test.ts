import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runFixture, TEST_LIMIT } from '../../../support/run-program.ts';

/** Each run of the property takes a process, and shrinking takes many. */
const ONE_PROCESS = { numRuns: 1, endOnFailure: true };
// Values are compared as JSON text, in which 0 and -0 are the same.
const manyValues = fc.array(fc.jsonValue(), { minLength: 100, maxLength: 100 });

describe.concurrent('Queue', { timeout: TEST_LIMIT }, () => {
  test('carries any value there and back, unchanged and in order', async () => {
    await fc.assert(
      fc.asyncProperty(manyValues, async (values) => {
        const { stdout } = await runFixture('queue-echoes.ts', JSON.stringify(values));
        const [json = '', ...others] = stdout.split('\n');
        expect(json).toBe(JSON.stringify(values));
        expect(others).toEqual([
          'undefined',
          '1970-01-01T00:00:00.000Z',
          'Map(1) { 1n => NaN }',
          'exit code 0',
        ]);
      }),
      ONE_PROCESS,
    );
  });

  test('copies an item when it is put, and rejects what cannot be copied', async () => {
    const { stdout } = await runFixture('queue-copies.ts');
    expect(stdout).toBe(`["as it was"]
() => 'a function' could not be cloned.`);
  });

  test('loses nothing that a child puts just before its end', async () => {
    const { stdout } = await runFixture('queue-put-at-the-end.ts');
    expect(stdout).toBe(String((199 * 200) / 2));
  });

  test('gives each item to one of the waiting tasks', async () => {
    const { stdout } = await runFixture('queue-two-workers.ts');
    expect(stdout).toBe([...Array(20).keys()].join(' '));
  });

  test('keeps neither child nor parent alive', async () => {
    const { stdout, stderr, exitCode } = await runFixture('queue-not-used.ts');
    expect([stdout, stderr, exitCode]).toEqual(['main ends', '', 0]);
  });

  test('is rejected as part of an argument, and as an argument of a grandchild', async () => {
    const { stdout } = await runFixture('queue-where-it-cannot-go.ts');
    expect(stdout).toBe(
      'Error: … could not be cloned.\n' +
        'RuntimeError: what a process was given it cannot give on',
    );
  });
});
