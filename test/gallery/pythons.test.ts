import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Python } from '../../harness/launch/python.ts';
import { originalOf, PAIRS } from '../../harness/pairs.ts';
import { run } from '../../harness/run.ts';
import type { Trace } from '../../harness/trace/trace.ts';
import { fixture } from '../support/fixture.ts';
import { findPythons, useForkServers } from '../support/pythons.ts';

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

const runServed = useForkServers();
const dice = { seed: 1 } as const;

/** By the Python that the tests run on, started directly: once for all that is compared with it. */
const runs = new Map<string, Promise<Trace>>();
const runHere = (program: string) => {
  const [python] = pythons as [Python];
  const running = runs.get(program) ?? run(program, { python, clock: 'virtual', dice });
  runs.set(program, running);
  return running;
};

// Python 3.14 starts processes by forkserver where the others fork.
describe('under the start method of 3.14', () => {
  test.each(PAIRS.map(originalOf))('%s runs as it does here', async (original) => {
    const [python] = pythons as [Python];
    vi.stubEnv('ORIGINAL', original);
    const program = fixture('runs-another-by-forkserver.py');
    const byForkServer = await run(program, { python, clock: 'virtual', dice });
    vi.unstubAllEnvs();
    expect(tell(byForkServer)).toEqual(tell(await runHere(original)));
  });
});

describe.concurrent('on every Python of this machine', () => {
  test.each(PROGRAMS)('%s runs, and alike', async (program) => {
    const [, ...others] = pythons as [Python, ...Python[]];
    const [first, ...traces] = await Promise.all([
      runHere(program),
      ...others.map((python) => runServed(program, python, { dice })),
    ]);
    for (const other of traces) expect(tell(other)).toEqual(tell(first));
    expect(first.ending).toMatchObject({ kind: 'exited', code: 0 });
  });
});
