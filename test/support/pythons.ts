import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll } from 'vitest';
import { createLanes, type Lanes } from '../../harness/launch/lanes.ts';
import { findPython, type Python } from '../../harness/launch/python.ts';
import { type RunOptions, runIn } from '../../harness/run.ts';
import type { Trace } from '../../harness/trace/trace.ts';

let found: Promise<Python[]> | undefined;

/** The Python that the tests run on, then one of each other version that this machine has. */
export function findPythons(): Promise<Python[]> {
  // Files of one worker share this module: each interpreter is asked once for all of them.
  found ??= askAll();
  return found;
}

async function askAll(): Promise<Python[]> {
  const answers = await Promise.all(
    candidates().map((path) =>
      findPython({ ...process.env, LOCKSTEP_PYTHON: path }, process.platform).catch(() => []),
    ),
  );
  const own = await findPython(process.env, process.platform);
  const byVersion = new Map(answers.flat().map((python) => [python.version, python]));
  byVersion.delete(own.version);
  return [own, ...byVersion.values()];
}

type RunBy = (
  program: string,
  python: Python,
  options?: Partial<Omit<RunOptions, 'clock' | 'python'>>,
) => Promise<Trace>;

/**
 * Runs programs under the virtual clock from a fork server of each Python, as `verify` does: a run
 * takes a quarter of the CPU time of one that is started directly, as `run` starts it. To be called
 * at the top of a test file.
 */
export function useForkServers(): RunBy {
  const lanesOf = new Map<string, Lanes>();
  afterAll(() => Promise.all([...lanesOf.values()].map((each) => each[Symbol.asyncDispose]())));
  return (program, python, options) => {
    const { executable } = python;
    const lanes = lanesOf.get(executable) ?? createLanes('virtual', 1, executable);
    lanesOf.set(executable, lanes);
    const base = { python, clock: 'virtual', dice: { seed: 0 } } as const;
    return lanes.lend((workspace) => runIn(workspace, program, { ...base, ...options }));
  };
}

/** The interpreters that this machine has: on the PATH by their number, and those of pyenv. */
function candidates(): string[] {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('shims'))
    .flatMap((folder) => [8, 9, 10, 11, 12, 13, 14].map((n) => join(folder, `python3.${n}`)));
  const pyenv = join(homedir(), '.pyenv', 'versions');
  const versions = existsSync(pyenv) ? readdirSync(pyenv) : [];
  return [...onPath, ...versions.map((name) => join(pyenv, name, 'bin', 'python3'))].filter(
    existsSync,
  );
}
