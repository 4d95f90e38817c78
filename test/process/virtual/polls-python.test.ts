import { describe, expect, test } from 'vitest';
import { useVirtualClock } from '../../support/virtual.ts';

const { tell } = useVirtualClock();

/** By way of polling: milliseconds after the previous one until it sees what it waits for. */
const WAYS = {
  time: 20,
  time_ns: 20,
  monotonic: 20,
  perf_counter: 20,
  clock_gettime: 20,
  'datetime.now': 20,
  'sleep(0)': 20,
  sched_yield: 20,
  'join(0)': 20,
  is_set: 20,
  'wait(0)': 20,
  empty: 20,
  get_nowait: 20,
  done: 20,
  lock: 20,
  semaphore: 20,
  exists: 20,
  listdir: 20,
  process: 20,
  pipe: 20,
  'event of processes': 20,
  'asyncio.sleep(0)': 25.5,
  'loop.time': 20,
  'loop.time without a turn': 20,
};

describe('a Python task that polls', () => {
  test('goes on at the moment for which it waits', async () => {
    let now = 0;
    const lines = Object.entries(WAYS).map(([name, milliseconds]) => {
      now += milliseconds;
      return `${now / 1000} main: ${name}`;
    });
    expect(await tell('waits-by-polling.py')).toEqual([...lines, `${now / 1000} end: exit code 0`]);
  });

  test('takes about 1 us for each reading of a clock, and can wait for any time by reading', async () => {
    expect(await tell('reads-clocks-very-often.py')).toEqual([
      '0.096 main: 90 000 readings',
      '1.315 main: clocks agree True',
      '1.4653 main.1: beep',
      '1.6156 main.1: beep',
      '1.7659 main.1: beep',
      '1.815 main: 0.5 s',
      '2.315 main: 0.5 s',
      '2.815 main: 0.5 s',
      '7.815 main: 5 s',
      '7.815 end: exit code 0',
    ]);
  });

  test('does not wait if it does something else in between', async () => {
    expect(await tell('reads-a-clock-between-messages.py')).toEqual([
      '0 main: 12000 messages',
      '0 end: exit code 0',
    ]);
  });
});
