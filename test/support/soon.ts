import { expect } from 'vitest';
import { type BareStart, bareStart } from './interrupt.ts';
import { type Ended, startMetered } from './metered.ts';

/** What the command promises of an error of the environment, in milliseconds. */
const SOON = 3000;

/** A machine has a processor to spare where a bare Node takes less than so many times its CPU time. */
const IDLE = 2;

/**
 * How many bare Nodes' CPU time such a command may use, with all that it started: 40 of them used
 * 3 to 9. Of a Python that computes for ever 1.2 s more, and a look (ask-python.ts).
 */
const BARE_STARTS = 20;

/**
 * Run a command to its end, which comes soon: counted in CPU time always, in real time where the
 * machine has a processor to spare before and after it.
 *
 * @param more milliseconds of CPU time that it may use besides
 */
export async function endedSoon(
  [file, ...args]: [string, ...string[]],
  env: NodeJS.ProcessEnv = {},
  more = 0,
): Promise<Ended> {
  const before = await bareStart();
  const start = performance.now();
  const ended = await (await startMetered(args, env, file)).ended;
  const took = ended.at - start;
  const after = await bareStart();
  expect(ended.both).toBeLessThan(BARE_STARTS * Math.max(before.cpu, after.cpu) + more);
  if (isIdle(before) && isIdle(after)) expect(took).toBeLessThan(SOON);
  return ended;
}

const isIdle = ({ took, cpu }: BareStart) => took < IDLE * cpu;
