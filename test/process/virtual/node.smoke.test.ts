import { describe, expect, test } from 'vitest';
import { useVirtualClock } from '../../support/virtual.ts';

const { runInRealTime, tell } = useVirtualClock();

/** Each line begins with its time in milliseconds. */
const DOORS = [
  '100 setTimeout',
  '150 setInterval',
  '200 setInterval',
  '250 setInterval',
  '350 timers/promises',
  '400 AbortError',
  '450 tick',
  '500 tick',
  '600 scheduler.wait',
  '700 TimeoutError',
  '800 timed-out',
  '900 promisified',
  '1000 with arguments',
  '1150 refreshed',
  '1200 referenced again',
];
/** So many run at once; each of the others begins when the previous one has ended. */
const LAST = 2;

const toldBy = (task: string) =>
  DOORS.map((row) => `${Number.parseInt(row, 10) / 1000} ${task}: ${row}`);

describe.concurrent('every kind of sleep lasts exactly its time', () => {
  test('in the main thread', async () => {
    expect(await tell('sleeps-by-every-door.ts')).toEqual([
      ...toldBy('main'),
      '1.2 end: exit code 0',
    ]);
  });

  test.each(['fork', 'spawned-node', 'worker', 'bare-worker'])('in a %s', async (place) => {
    expect(await tell(`sleeps-by-every-door-in-a-${place}.ts`)).toEqual([
      ...toldBy('main.1'),
      '1.2 end: exit code 0',
    ]);
  });

  // The virtual clock must agree with real time: the same lines, none of them early.
  test('as it does in real time', async () => {
    const { events } = await runInRealTime('sleeps-by-every-door.ts');
    const lines = events.flatMap((event) => (event.type === 'line' ? [event] : []));
    const texts = lines.map(({ text }) => text);
    expect(texts.slice(0, -LAST)).toEqual(DOORS.slice(0, -LAST));
    // These run at once, 50 ms apart, and one is set again by a third: if the processor pauses for
    // 70 ms, their order changes.
    expect(texts.slice(-LAST).toSorted()).toEqual(DOORS.slice(-LAST));
    for (const { text, time } of lines) {
      expect(time * 1000).toBeGreaterThanOrEqual(Number.parseInt(text, 10));
    }
  });
});

describe.concurrent('timers of Node', () => {
  test('that are due at the same time fire one after the other, each with its ticks and promises', async () => {
    expect(await tell('wakes-three-at-once.ts')).toEqual([
      '1 main: a first',
      '1 main: a second',
      '1 main: b first',
      '1 main: b second',
      '1 main: c first',
      '1 main: c second',
      '1 end: exit code 0',
    ]);
  });

  test('keep their interval while the program is busy', async () => {
    // A tick each 400 ms; the program is busy for 500 ms after each.
    expect(await tell('ticks-while-it-is-busy.ts')).toEqual([
      '0.4 main: tick',
      '0.9 main: tick',
      '1.4 main: tick',
      '1.9 main: tick',
      '1.9 end: exit code 0',
    ]);
  });

  test('do not delay the end of a Worker that is terminated, or whose process ends', async () => {
    expect(await tell('ends-a-sleeping-worker.ts')).toEqual([
      '1 main: terminated with 1',
      '1 end: exit code 3',
    ]);
  });
});

describe.concurrent('clocks of Node', () => {
  test('all show the same time', async () => {
    expect(await tell('reads-its-clocks.ts')).toEqual([
      '0 main: 1704067200000 2024-01-01T00:00:00.000Z Mon Jan 01 2024 00:00:00',
      '0 main: 0.00 1704067200000 0.00',
      '0 main: 1000 100000n',
      '0 main: 00:00:00 true',
      '0 main: 0.00',
      '90 main: 1704067290000 2024-01-01T00:01:30.000Z Mon Jan 01 2024 00:01:30',
      '90 main: 90000.00 1704067200000 90.00',
      '90 main: 1090 109000n',
      '90 main: 00:01:30 true',
      '90 main: 90000.00',
      '90 end: exit code 0',
    ]);
  });

  test('never show the same time twice, and never show a sleep as too short', async () => {
    expect(await tell('never-reads-a-clock-twice-alike.ts')).toEqual([
      '0.003 main: performance.now true',
      '0.006 main: process.uptime true',
      '0.009 main: process.hrtime true',
      '0.012 main: process.hrtime.bigint true',
      '0.202 end: exit code 0',
    ]);
  });
});
