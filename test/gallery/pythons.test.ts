import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Python } from '../../harness/launch/python.ts';
import type { Trace } from '../../harness/observe/trace.ts';
import { originalOf, PAIRS } from '../../harness/pairs.ts';
import { run } from '../../harness/run.ts';
import { fixture } from '../support/fixture.ts';
import { findPythons } from '../support/pythons.ts';

const PROGRAMS = [
  ...PAIRS.map(originalOf),
  ...['fork', 'spawn', 'forkserver'].map((method) => fixture(`starts-by-${method}.py`)),
];

let pythons: Python[];
beforeAll(async () => {
  pythons = await findPythons();
});

const tell = ({ tasks, events, ending, uncontrolled }: Trace) => ({
  tasks,
  events,
  ending,
  uncontrolled,
});

// Python 3.14 starts processes by forkserver where the others fork.
describe('under the start method of 3.14', () => {
  test.each(PAIRS.map(originalOf))('%s runs as it does here', async (original) => {
    const [python] = pythons as [Python];
    const options = { python, clock: 'virtual', dice: { seed: 1 } } as const;
    vi.stubEnv('ORIGINAL', original);
    const byForkServer = await run(fixture('runs-another-by-forkserver.py'), options);
    vi.unstubAllEnvs();
    expect(tell(byForkServer)).toEqual(tell(await run(original, options)));
  });
});

describe.concurrent('on every Python of this machine', () => {
  test.each(PROGRAMS)('%s runs, and alike', async (program) => {
    const stories = await Promise.all(
      pythons.map(async (python) => {
        return tell(await run(program, { python, clock: 'virtual', dice: { seed: 1 } }));
      }),
    );
    const [first, ...others] = stories;
    for (const other of others) expect(other).toEqual(first);
    expect(first?.ending).toMatchObject({ kind: 'exited', code: 0 });
  });
});
