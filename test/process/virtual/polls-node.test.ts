import { describe, expect, test } from 'vitest';
import { useVirtualClock } from '../../support/virtual.ts';

const { tell } = useVirtualClock();

describe('a Node task that polls', () => {
  test('goes on at its deadline, to the millisecond', async () => {
    expect(await tell('waits-by-polling.mjs')).toEqual([
      '0.03 main: spun by Date.now',
      '0.06 main: spun by new Date',
      '0.09 main: spun by performance.now',
      '0.12 main: spun by hrtime',
      '0.14 main: turned by setImmediate',
      '0.16 main: turned by timers/promises',
      '0.18 main: turned by scheduler.yield',
      '0.19 main: a Worker spun for 10',
      '0.22 main: a Worker spun for 40',
      '0.22 main: both are done',
      '0.22 end: exit code 0',
    ]);
  });

  test('takes about 1 us for each reading of a clock, and can wait for any time by reading', async () => {
    expect(await tell('reads-clocks-very-often.mjs')).toEqual([
      '0.096 main: 90 000 readings',
      '0.315 main: 200 000 readings',
      '0.465 main.1: beep',
      '0.615 main.1: beep',
      '0.765 main.1: beep',
      '0.815 main: 0.5 s',
      '1.315 main: 0.5 s',
      '1.815 main: 0.5 s',
      '6.815 main: 5 s',
      '6.815 end: exit code 0',
    ]);
  });

  test('does not wait if it does something else in between', async () => {
    expect(await tell('reads-a-clock-between-lines.mjs')).toEqual([
      ...Array.from({ length: 12 }, (_, batch) => `0 main: batch ${batch}`),
      '0 end: exit code 0',
    ]);
  });
});
