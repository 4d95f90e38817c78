import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { CHECKOUT, COMMAND } from '../../support/lockstep.ts';
import { createSandbox, useSandbox } from '../../support/sandbox.ts';

const sandbox = useSandbox();
const PYTHON = process.env.LOCKSTEP_PYTHON ?? 'python3';
const THREADS = ['python-originals/03_threads.py', '--clock', 'real', '--seed', '28'];

/** Runs the command as at a terminal, where Ctrl-C is pressed once a text is shown, or never. */
async function inTerminal(args: readonly string[], ctrlC = '') {
  const own = createSandbox(sandbox.path);
  const script = join(CHECKOUT, 'test/support/in-terminal.py');
  const command = [script, ctrlC, process.execPath, COMMAND, ...args];
  const env = { TMPDIR: own.path, TERM: 'xterm', NO_COLOR: '1', FORCE_COLOR: undefined, CI: '' };
  const result = await execa(PYTHON, command, { cwd: CHECKOUT, env, reject: false });
  return { ...result, own, shown: stripVTControlCharacters(result.stdout) };
}

describe.concurrent('at a terminal', () => {
  test('one sees what runs, for how long, and its lines as they come', async () => {
    const { shown, exitCode } = await inTerminal(['run', ...THREADS]);
    expect(exitCode).toBe(0);
    expect(shown).toMatch(/… 03_threads\.py +\d s +开始下载/);
    // It counts; a machine that is busy elsewhere may have it leave out one.
    const counted = [...shown.matchAll(/… 03_threads\.py +(\d) s/g)].map(([, second]) => second);
    expect(new Set(counted).size).toBeGreaterThan(2);
    const [, seconds] = /\nexit code 0 after (\d+\.\d\d) s\s*$/.exec(shown) ?? [];
    expect(Number(seconds)).toBeGreaterThanOrEqual(5);
  });

  test('one sees none of it with --json', async () => {
    const { shown } = await inTerminal(['run', ...THREADS, '--json']);
    expect(JSON.parse(shown)).toMatchObject({ version: 1, ending: { code: 0 } });
  });

  test('Ctrl-C ends everything', async () => {
    const { shown, exitCode, own } = await inTerminal(['verify', '--clock', 'real'], '开始下载');
    expect(shown).toMatch(/lockstep: Interrupted: every running program was ended\./);
    expect(exitCode).toBe(130);
    expect(own.processes()).toEqual([]);
    expect(own.files()).toEqual([]);
  });
});
