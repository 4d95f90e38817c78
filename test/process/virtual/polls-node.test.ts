import { describe, expect, test } from 'vitest';
import { useVirtualClock } from '../../support/virtual.ts';

const { tell } = useVirtualClock();

describe('a task of Node that polls', () => {
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

  test('does not wait if it does something else between', async () => {
    expect(await tell('reads-a-clock-between-lines.mjs')).toEqual([
      '0 main: batch 0',
      '0 main: batch 1',
      '0 main: batch 2',
      '0 main: batch 3',
      '0 end: exit code 0',
    ]);
  });
});
