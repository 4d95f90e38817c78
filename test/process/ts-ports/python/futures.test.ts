import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runFixture, TEST_LIMIT } from '../../../support/run-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'futures-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Prints what a pool of this kind does. */
const resultsWith = (kind: 'threads' | 'processes') =>
  runFixture('executor-results.ts', kind, join(folder, `${kind}-a`), join(folder, `${kind}-b`));

const RESULTS = [
  'done false',
  'make',
  'after',
  'done true',
  'after',
  'make',
  'ValueError: no such file true',
  'RuntimeError: cannot schedule new futures after shutdown',
  'ValueError: max_workers must be greater than 0',
];

describe.concurrent('concurrent.futures', { timeout: TEST_LIMIT }, () => {
  test('a ThreadPoolExecutor starts a thread only while none is idle', async () => {
    const { stdout } = await resultsWith('threads');
    const places = ['own process false, own thread true', 'the idle one again true'];
    expect(stdout.split('\n')).toEqual([...places, ...RESULTS]);
  });

  test('a ProcessPoolExecutor has processes', async () => {
    const { stdout } = await resultsWith('processes');
    expect(stdout.split('\n')).toEqual(['own process true, own thread false', ...RESULTS]);
  });

  test('submitted jobs are done at the end of main, even without shutdown', async () => {
    const { stdout, exitCode } = await runFixture('executor-left.ts');
    const lines = stdout.split('\n');
    expect(lines.indexOf('ProcessPoolExecutor awake')).toBeGreaterThan(lines.indexOf('main ends'));
    expect(lines.sort()).toEqual([
      'ProcessPoolExecutor awake',
      'ProcessPoolExecutor awake',
      'ThreadPoolExecutor awake',
      'ThreadPoolExecutor awake',
      'main ends',
    ]);
    expect(exitCode).toBe(0);
  });

  test('a killed process breaks its pool and all its jobs', async () => {
    const { stdout, exitCode } = await runFixture('executor-killed.ts');
    const broken = 'BrokenProcessPool A process in the process pool was terminated abruptl';
    expect(stdout.split('\n')).toEqual([broken, broken, broken, broken]);
    expect(exitCode).toBe(0);
  });
});
