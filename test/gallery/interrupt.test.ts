import { describe, expect, test } from 'vitest';
import { busy, interrupt, moments } from '../support/interrupt.ts';
import { lockstep } from '../support/lockstep.ts';
import { useSandbox } from '../support/sandbox.ts';
import { CHECK, EXPLORE, expectWellEnded } from '../support/well-ended.ts';

const sandbox = useSandbox();

/** Beside the harness, on two cores. */
const BUSY = 4;

/** Of each command. */
const MOMENTS = 50;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

describe.each([
  ['check 02', CHECK],
  ['verify 02 --explore', EXPLORE],
] as const)('%s under load ends well', (_, args) => {
  test(`at each of ${MOMENTS} moments of its run`, { timeout: 1_200_000 }, async () => {
    using _load = busy(BUSY);
    const begun = performance.now();
    await lockstep(args, { TMPDIR: sandbox.path });
    const whole = performance.now() - begun;
    let interrupted = 0;
    for (const [index, after] of moments(MOMENTS, 0, whole).entries()) {
      const signal = SIGNALS[index % SIGNALS.length] as (typeof SIGNALS)[number];
      // Every fifth is told twice.
      const signals = index % 5 === 4 ? [signal, signal] : [signal];
      const end = await interrupt(sandbox, args, signals, after);
      // One that ran faster than the first had ended before.
      if (end === undefined) continue;
      expectWellEnded(end);
      interrupted += 1;
    }
    expect(interrupted).toBeGreaterThan(MOMENTS / 2);
  });
});
