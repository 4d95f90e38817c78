import { describe, expect, test } from 'vitest';
import { useVirtualClock } from '../../support/virtual.ts';

const virtual = useVirtualClock();
const until = (seconds: number) => ({ limits: { until: seconds } });

describe('a time limit on the virtual clock', () => {
  test('stops a program at that time, after all that happens until then', async () => {
    expect(await virtual.tell('ticks-in-a-thread-for-ever.py', until(30))).toEqual([
      '10 main.1: tick',
      '15 main: tock',
      '20 main.1: tick',
      '30 main: tock',
      '30 main.1: tick',
      '30 end: until',
      'stopped at 30.00 s, as --until says; a larger number lets it go on',
    ]);
  });

  test('stops it between two events', async () => {
    const { ending, events } = await virtual.run('ticks-in-a-thread-for-ever.py', until(12.5));
    expect(ending).toMatchObject({ kind: 'until', time: 12.5, leftovers: [] });
    expect(events.at(-1)).toMatchObject({ time: 12.5, task: 'main', type: 'end' });
  });

  test('changes nothing for a program that ends before', async () => {
    const found = await virtual.tell('sleeps-for-a-month.py', until(2_592_000));
    expect(found).toEqual(['2592000 main: a month', '2592000 end: exit code 0']);
  });
});

describe('without a time limit', () => {
  test('a program that wakes 1000 times is stopped, with a hint how to go on', async () => {
    const { ending } = await virtual.run('wakes-daily-for-ever.ts');
    expect(ending).toMatchObject({ kind: 'endless', time: 86_400 * 1000, leftovers: [] });
    expect(ending.detail?.map(String)).toEqual([
      'it woke 1000 times in 86400000.00 s of its time; `lockstep run --until SECONDS` sets another limit',
    ]);
  });

  test('a program that sleeps long but seldom is not stopped', async () => {
    const found = await virtual.tell('sleeps-for-a-month.py');
    expect(found).toEqual(['2592000 main: a month', '2592000 end: exit code 0']);
  });
});

test('a time limit on the real clock is in real seconds', async () => {
  const { ending } = await virtual.runInRealTime('never-ends.py', until(0.5));
  expect(ending).toMatchObject({ kind: 'until', leftovers: [] });
  expect(ending.time).toBeGreaterThanOrEqual(0.5);
});
