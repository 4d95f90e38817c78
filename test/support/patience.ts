import { spawnSync } from 'node:child_process';

/** Milliseconds that `node -e 0` takes on the machine where the patience of tests was measured. */
const BARE_START = 40;

/**
 * How many times slower this machine is at the moment, at least 1. Measured once a run, by the
 * first process that asks; its workers inherit the answer.
 */
function slowness(): number {
  process.env.LOCKSTEP_TEST_SLOWNESS ??= String(Math.max(1, bareStart() / BARE_START));
  return Number(process.env.LOCKSTEP_TEST_SLOWNESS);
}

function bareStart(): number {
  const begun = performance.now();
  spawnSync(process.execPath, ['-e', '0']);
  return performance.now() - begun;
}

/**
 * A timeout for something that may hang. It decides no test: what it ends takes a tenth of it.
 *
 * @param seconds on an idle machine with two cores
 * @returns milliseconds
 */
export function patience(seconds: number): number {
  return seconds * 1000 * slowness();
}
