import { describe, expect, test } from 'vitest';
import { useVirtualClock } from '../../support/virtual.ts';

const { run, tell, tellAll } = useVirtualClock();

describe.concurrent('a Python program', () => {
  test('with a pool takes the makespan of its list schedule', async () => {
    // Two workers and 7, 9, 5, 6, 8: one takes 7 + 5 + 8, the other 9 + 6.
    expect(await tell('pools-five-jobs.py')).toEqual([
      '7 main.1: slept 7',
      '9 main.2: slept 9',
      '12 main.1: slept 5',
      '15 main.2: slept 6',
      '20 main.1: slept 8',
      '20 main: 35 of work',
      '20 main: total 20.00',
      '20 end: exit code 0',
    ]);
  });

  test('with a queue passes each item on when it is put and the previous one is done', async () => {
    expect(await tell('queues-three-items.py')).toEqual([
      '1 main.1: got a',
      '3 main.1: got b',
      '5 main.1: got c',
      '7 main.1: consumed',
      '7 main: end',
      '7 end: exit code 0',
    ]);
  });

  test('with a lock lets four threads in one after the other, in every order', async () => {
    expect(await tellAll('deposits-under-a-lock.py')).toEqual([
      ['4 main: balance 1111', '4 end: exit code 0'],
    ]);
  });

  test('without the lock loses deposits, and the order decides which', async () => {
    const stories = await tellAll('deposits-without-a-lock.py');
    expect(stories.map(([first]) => first).sort()).toEqual([
      '1 main: balance 1',
      '1 main: balance 10',
      '1 main: balance 100',
      '1 main: balance 1000',
    ]);
  });

  test('that forks has its children named by order, not by process id', async () => {
    expect(await tell('forks-two-children.py')).toEqual([
      '1 main.2: slept 1',
      '1 main: ⟨main.2⟩ ended with 1',
      '2 main.1: slept 2',
      '2 main: ⟨main.1⟩ ended with 2',
      '2 end: exit code 0',
    ]);
  });

  test.each(['fork', 'spawn', 'forkserver'])('starts processes by %s', async (method) => {
    const trace = await run(`starts-by-${method}.py`);
    expect(trace.tasks).toMatchObject([
      { id: 'main', kind: 'process', parent: null, observed: true },
      { id: 'main.1', kind: 'process', parent: 'main', observed: true },
      { id: 'main.2', kind: 'process', parent: 'main', observed: true },
    ]);
    expect(await tell(`starts-by-${method}.py`)).toEqual([
      '1 main.2: slept 1',
      '2 main.1: slept 2',
      '2 main: exit codes 0 0',
      '2 end: exit code 0',
    ]);
  });

  test('ends when main ends, whatever its daemon threads wait for', async () => {
    expect(await tell('ends-before-its-daemon.py')).toEqual(['1 main: end', '1 end: exit code 0']);
  });

  test('does not wait for a child that was killed during its sleep', async () => {
    expect(await tell('kills-a-sleeping-child.py')).toEqual([
      '1 main: exit code -9',
      '11 main: end',
      '11 end: exit code 0',
    ]);
  });

  test('reads the same time from every clock', async () => {
    expect(await tell('reads-its-clocks.py')).toEqual([
      ...reading(0, '1704067200', '1000', '00:00:00', '0, 0, 0'),
      ...reading(90, '1704067290', '1090', '00:01:30', '0, 1, 30'),
      '90 end: exit code 0',
    ]);
  });

  test('never reads the same time twice, and never measures a sleep as too short', async () => {
    expect((await tell('never-reads-a-clock-twice-alike.py')).map(withoutTime)).toEqual([
      'main: time True',
      'main: time_ns True',
      'main: monotonic True',
      'main: perf_counter True',
      'main: datetime.now True',
      'end: exit code 0',
    ]);
  });
});

const withoutTime = (row: string) => row.slice(row.indexOf(' ') + 1);

function reading(now: number, epoch: string, uptime: string, time: string, fields: string) {
  const moment = `2024-01-01 ${time}`;
  const text = `Mon Jan  1 ${time} 2024`;
  return [
    `${epoch}.00 ${uptime}.00 ${uptime}.00`,
    `${epoch}00 ${uptime}00`,
    `${epoch}.00`,
    `${moment} ${moment} ${moment}`,
    `2024-01-01 ${moment} ${text} ${text}`,
    `(2024, 1, 1, ${fields}) (2024, 1, 1, ${fields})`,
  ].map((row) => `${now} main: ${row}`);
}

describe.concurrent('a lock-order deadlock', () => {
  test('is reported at once, with what each task waits for', async () => {
    expect(await tell('deadlocks.py')).toEqual([
      '0 main.1: A has its first',
      '0 main.2: B has its first',
      '1 end: deadlock',
      'main waits for a lock, a join or a wait (futex)',
      'main.1 waits for a lock, a join or a wait (futex)',
      'main.2 waits for a lock, a join or a wait (futex)',
    ]);
  });

  test('is found if only some of the orders end in it', async () => {
    const stories = await tellAll('locks-in-opposite-orders.py');
    const ends = new Set(stories.map((rows) => rows.find((row) => row.includes('end:'))));
    expect(ends).toEqual(new Set(['0 end: exit code 0', '0 end: deadlock']));
  });
});
