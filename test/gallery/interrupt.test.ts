import { describe, test } from 'vitest';
import { busy, interrupt, moments } from '../support/interrupt.ts';
import { useSandbox } from '../support/sandbox.ts';
import { CHECK, EXPLORE, expectWellEnded } from '../support/well-ended.ts';

const sandbox = useSandbox();

/** Beside these the commands last longer than the moments reach. */
const BUSY = 4;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

describe.each([
  ['check 02', CHECK, 50],
  ['verify 02 --explore', EXPLORE, 50],
] as const)('%s under load ends well', (_, args, count) => {
  test(`at each of ${count} moments of its run`, { timeout: 600_000 }, async () => {
    using _load = busy(BUSY);
    for (const [index, after] of moments(count, 0, 5000).entries()) {
      const signal = SIGNALS[index % SIGNALS.length] as (typeof SIGNALS)[number];
      // Every fifth is told twice.
      const signals = index % 5 === 4 ? [signal, signal] : [signal];
      expectWellEnded(await interrupt(sandbox, args, signals, after));
    }
  });
});
