import { availableParallelism } from 'node:os';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Policy, randomWalk } from '../../../harness/explore/policy.ts';
import { judgeTiming } from '../../../harness/judge/timing/check.ts';
import { createLanes, type Lanes } from '../../../harness/launch/lanes.ts';
import { findPython, type Python } from '../../../harness/launch/python.ts';
import { originalOf, PAIRS, portOf } from '../../../harness/pairs.ts';
import { runIn } from '../../../harness/run.ts';
import { speech } from '../../../harness/trace/speech.ts';
import type { Trace } from '../../../harness/trace/trace.ts';
import { expectConforming } from '../../support/checks.ts';

/** Runs of fast-check: each runs both programs of a pair. */
const RUNS = 8;

const anyPair = fc.constantFrom(...PAIRS);

let python: Python;
let lanes: Lanes;
beforeAll(async () => {
  python = await findPython(process.env, process.platform);
  lanes = createLanes('virtual', availableParallelism(), python.executable);
});
afterAll(() => lanes[Symbol.asyncDispose]());

const traceOf = (program: string, seed: number, policy?: Policy) =>
  lanes.lend((workspace) =>
    runIn(workspace, program, { python, clock: 'virtual', dice: { seed }, policy }),
  );

test('for every seed and order, the law of each pair holds exactly', async () => {
  await fc.assert(
    fc.asyncProperty(anyPair, fc.nat(), fc.nat(100), async (pair, seed, walk) => {
      const traces = [originalOf(pair), portOf(pair)].map((each) =>
        traceOf(each, seed, randomWalk(seed, walk)),
      );
      const [original, port] = (await Promise.all(traces)) as [Trace, Trace];
      // The virtual clock leaves room for rounding only.
      const check = judgeTiming({ original: { trace: original }, port: { trace: port }, pair });
      expectConforming(check);
    }),
    { numRuns: RUNS },
  );
});

test('for every seed, original and port draw the same numbers and print the same lines', async () => {
  await fc.assert(
    fc.asyncProperty(anyPair, fc.nat(), async (pair, seed) => {
      const traces = [originalOf(pair), portOf(pair)].map((each) => traceOf(each, seed));
      const [one, other] = (await Promise.all(traces)) as [Trace, Trace];
      expect(speech(other)).toBe(speech(one));
    }),
    { numRuns: RUNS },
  );
});
