import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { findPython, type Python } from '../../harness/launch/python.ts';
import { originalOf, PAIRS } from '../../harness/pairs.ts';
import { run } from '../../harness/run.ts';
import { fixture } from '../support/fixture.ts';

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

const PROGRAMS = [
  ...PAIRS.map(originalOf),
  ...['fork', 'spawn', 'forkserver'].map((method) => fixture(`starts-by-${method}.py`)),
];

let pythons: Python[];
beforeAll(async () => {
  const found = await Promise.all(
    candidates().map((path) =>
      findPython({ ...process.env, LOCKSTEP_PYTHON: path }, process.platform).catch(() => []),
    ),
  );
  const byVersion = new Map(found.flat().map((python) => [python.version, python]));
  pythons = [await findPython(process.env, process.platform), ...byVersion.values()];
});

describe.concurrent('on every Python of this machine', () => {
  test.each(PROGRAMS)('%s runs, and alike', async (program) => {
    const stories = await Promise.all(
      pythons.map(async (python) => {
        const trace = await run(program, { python, clock: 'virtual', dice: { seed: 1 } });
        const { tasks, events, ending, uncontrolled } = trace;
        return JSON.stringify({ tasks, events, ending, uncontrolled });
      }),
    );
    expect(new Set(stories).size).toBe(1);
    expect(JSON.parse(stories[0] ?? '').ending).toMatchObject({ kind: 'exited', code: 0 });
  });
});
