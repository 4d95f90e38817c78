import { availableParallelism } from 'node:os';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { judgeTiming } from '../../harness/judge/timing.ts';
import { createLanes, type Lanes } from '../../harness/launch/lanes.ts';
import { findPython, type Python } from '../../harness/launch/python.ts';
import { speech } from '../../harness/observe/speech.ts';
import type { Trace } from '../../harness/observe/trace.ts';
import { originalOf, PAIRS, portOf } from '../../harness/pairs.ts';
import { runIn } from '../../harness/run.ts';
import { randomWalk } from '../../harness/schedule/policy.ts';
import { expectConforming } from '../support/checks.ts';

/** Runs of fast-check: each is a run of every program of every pair. */
const RUNS = 2;

let python: Python;
let lanes: Lanes;
beforeAll(async () => {
  python = await findPython(process.env, process.platform);
  lanes = createLanes('virtual', availableParallelism(), python.executable);
});
afterAll(() => lanes[Symbol.dispose]());

const traceOf = (program: string, seed: number, walk: number) =>
  lanes.lend((workspace) =>
    runIn(workspace, program, {
      python,
      clock: 'virtual',
      dice: { seed },
      policy: randomWalk(seed, walk),
    }),
  );

test('for every seed and order, the law of each pair holds exactly', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(100), async (seed, walk) => {
      await Promise.all(
        PAIRS.map(async (pair) => {
          const traces = [originalOf(pair), portOf(pair)].map((each) => traceOf(each, seed, walk));
          const [original, port] = (await Promise.all(traces)) as [Trace, Trace];
          // Under the virtual clock it allows for no more than a rounding.
          const check = judgeTiming({ trace: original }, { trace: port }, pair.law, pair.total);
          expectConforming(check);
        }),
      );
    }),
    { numRuns: RUNS },
  );
});

test('for every seed, original and port draw the same and speak the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => {
      for (const pair of PAIRS) {
        // The same walk: two programs with the same choices take it to the same order.
        const run = (program: string) =>
          lanes.lend((workspace) =>
            runIn(workspace, program, {
              python,
              clock: 'virtual',
              dice: { seed },
              policy: randomWalk(seed, 1),
            }),
          );
        const [one, other] = await Promise.all([run(originalOf(pair)), run(portOf(pair))]);
        expect(speech(other)).toBe(speech(one));
      }
    }),
    { numRuns: RUNS },
  );
});
