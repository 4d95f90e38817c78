import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { commandFor } from '../../harness/launch/command.ts';
import { observedEnvironment } from '../../harness/launch/environment.ts';
import type { Python } from '../../harness/launch/python.ts';

const NO_SLEEP = join(import.meta.dirname, 'no-sleep');

/** Start a program with nobody watching and each sleep nothing, and wait for its end. */
export async function runBare(program: string, python: Python): Promise<void> {
  const { executable, args } = commandFor(program, python);
  const observed = observedEnvironment(process.env, { folder: '', clock: 'real', sleeps: true });
  const env = {
    ...process.env,
    PYTHONPATH: NO_SLEEP,
    NODE_OPTIONS: `--require ${JSON.stringify(join(NO_SLEEP, 'no-sleep.cjs'))}`,
    // The same start as under observation, so that only the observation differs.
    NODE_COMPILE_CACHE: observed.NODE_COMPILE_CACHE,
  };
  const child = spawn(executable, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.resume();
  child.stderr.resume();
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${program} ended with exit code ${code}`);
}
