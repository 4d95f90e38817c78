import { describe, expect, test } from 'vitest';
import { eachAtOnce } from '../../harness/app/at-once.ts';
import { interrupt, moments } from '../support/interrupt.ts';
import { lockstep } from '../support/lockstep.ts';
import { useSandbox } from '../support/sandbox.ts';
import { CHECK, EXPLORE, expectWellEnded } from '../support/well-ended.ts';

const sandbox = useSandbox();

/** So many commands run at once on two cores: they are each other's load. */
const AT_ONCE = 4;

/** Of each command: 50 of each took longer than three minutes, and were not seen to the end. */
const MOMENTS = 12;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

describe.each([
  ['check 02', CHECK],
  ['verify 02 --explore', EXPLORE],
] as const)('%s under load ends well', (_, args) => {
  test(`at each of ${MOMENTS} moments of its run`, { timeout: 1_200_000 }, async () => {
    const begun = performance.now();
    await Promise.all(
      Array.from({ length: AT_ONCE }, () => lockstep(args, { TMPDIR: sandbox.path })),
    );
    const whole = performance.now() - begun;
    const all = [...moments(MOMENTS, 0, whole).entries()];
    const ends = await eachAtOnce(all, AT_ONCE, ([index, after]) => {
      const signal = SIGNALS[index % SIGNALS.length] as (typeof SIGNALS)[number];
      // Every fifth is told twice.
      const signals = index % 5 === 4 ? [signal, signal] : [signal];
      return interrupt(sandbox, args, signals, after);
    });
    // One that ran faster than the first had ended before.
    const interrupted = ends.filter((end) => end !== undefined);
    for (const end of interrupted) expectWellEnded(end);
    expect(interrupted.length).toBeGreaterThan(MOMENTS / 2);
  });
});
