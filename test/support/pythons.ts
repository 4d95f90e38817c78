import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findPython, type Python } from '../../harness/launch/python.ts';

/** The Python that the tests run on, then one of each version that this machine has. */
export async function findPythons(): Promise<Python[]> {
  const found = await Promise.all(
    candidates().map((path) =>
      findPython({ ...process.env, LOCKSTEP_PYTHON: path }, process.platform).catch(() => []),
    ),
  );
  const byVersion = new Map(found.flat().map((python) => [python.version, python]));
  return [await findPython(process.env, process.platform), ...byVersion.values()];
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
