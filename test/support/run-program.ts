import { join } from 'node:path';
import { execa, execaSync } from 'execa';

/** The interpreter that stands for Python in every comparison. */
export const PYTHON = process.env.LOCKSTEP_PYTHON ?? 'python3';

/** Milliseconds. A fixture takes a fifth of a second; this only ends one that hangs. */
const HANGS = 20_000;

/** Milliseconds for a test that spawns, so that a fixture that hangs is ended and shown first. */
export const TEST_LIMIT = 30_000;

/** Halves the start of a program: its types are not stripped anew each time. */
const NODE_COMPILE_CACHE = join(import.meta.dirname, '../../node_modules/.cache/node');

export const fixture = (name: string) => join(import.meta.dirname, '../fixtures/ts-ports', name);

/** Runs a program with Node to its end, whatever that is. */
export const runProgram = (file: string, args: string[] = [], cwd = process.cwd()) =>
  execa(process.execPath, [file, ...args], {
    cwd,
    env: { NODE_COMPILE_CACHE },
    reject: false,
    timeout: HANGS,
    killDescendants: true,
  });

export const runFixture = (name: string, ...args: string[]) => runProgram(fixture(name), args);

/** Runs a Python script that reads JSON and writes JSON. */
export function askPython(script: string, question: unknown): unknown {
  const env = { PYTHONUTF8: '1' };
  return JSON.parse(
    execaSync(PYTHON, ['-c', script], { env, input: JSON.stringify(question) }).stdout,
  );
}
