import { availableParallelism } from 'node:os';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { predict } from '../../harness/judge/law.ts';
import { printedTotal, sleepsOf } from '../../harness/judge/subject.ts';
import { createLanes, type Lanes } from '../../harness/launch/lanes.ts';
import { findPython, type Python } from '../../harness/launch/python.ts';
import { speech } from '../../harness/observe/speech.ts';
import { originalOf, PAIRS, portOf } from '../../harness/pairs.ts';
import { runIn } from '../../harness/run.ts';
import { randomWalk } from '../../harness/schedule/policy.ts';

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

test('for every seed and order, the total is exactly the sum, or the max', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(100), async (seed, walk) => {
      const programs = PAIRS.flatMap((pair) =>
        [originalOf(pair), portOf(pair)].map((program) => ({ pair, program })),
      );
      await Promise.all(
        programs.map(async ({ pair: { law, total }, program }) => {
          const trace = await traceOf(program, seed, walk);
          const durations = sleepsOf(trace).map(({ seconds }) => seconds);
          expect(durations).toHaveLength(2);
          expect(printedTotal(trace, total)?.seconds).toBe(predict(law, durations));
          expect(trace.ending.time).toBe(predict(law, durations));
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
