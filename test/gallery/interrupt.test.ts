import { describe, test } from 'vitest';
import { eachAtOnce } from '../../harness/app/at-once.ts';
import { noBubblewrap, unlessLeftOut } from '../support/bubblewrap.ts';
import { bareStart, cpuOf, interrupt } from '../support/interrupt.ts';
import { useSandbox } from '../support/sandbox.ts';
import { cameTooLate, expectWellEnded } from '../support/well-ended.ts';

const sandbox = useSandbox();

/** So many commands run at once on two cores: they are each other's load. */
const AT_ONCE = 6;

/** A command's own CPU time differs by a third from run to run, on one core most. */
const EARLIER = 0.7;

/** The last of them comes at a tenth of the first one's time. */
const MOMENTS_TRIED = 7;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** As short as they can be while more programs run than there are lanes. */
const CHECK = ['check', '02', 'ts-ports/02_processes.ts', '--runs', '0'];
const EXPLORE = ['verify', '02', '--explore', '--durations', '7,6', '--runs', '1'];

describe('under load ends well', () => {
  test.each([
    [50, CHECK],
    [50, EXPLORE],
  ])('at each of %i moments: lockstep %j', expectToEndWell);

  test.skipIf(noBubblewrap !== undefined)(
    `at each of 20 moments, in a sandbox${unlessLeftOut}`,
    () => expectToEndWell(20, [...CHECK, '--sandbox']),
  );
});

async function expectToEndWell(count: number, args: readonly string[]) {
  const [whole, again, bare] = await Promise.all([
    cpuOf(sandbox, args),
    cpuOf(sandbox, args),
    bareStart(),
  ]);
  const all = Array.from({ length: count }, (_, index) => index);
  const ends = await eachAtOnce(all, AT_ONCE, async (index) => {
    const signal = SIGNALS[index % SIGNALS.length] as (typeof SIGNALS)[number];
    // Every fifth is told twice.
    const signals = index % 5 === 4 ? [signal, signal] : [signal];
    // Closer to each other at first, where all is made that must be removed.
    let cpu = Math.min(whole, again) * ((index + 0.5) / count) ** 2;
    // One that uses less than the first had ended before its moment: it has an earlier one.
    for (let attempt = 0; attempt < MOMENTS_TRIED; attempt += 1) {
      const end = await interrupt(sandbox, args, signals, { cpu });
      if (end !== undefined && !cameTooLate(end, bare)) return end;
      cpu *= EARLIER;
    }
    throw new RangeError(`the command had ended before each of ${MOMENTS_TRIED} moments`);
  });
  for (const end of ends) expectWellEnded(end, bare);
}
