import { describe, expect, test } from 'vitest';
import { createPace } from '../../../harness/clock/pace.ts';
import { INSTANT, TICK } from '../../../harness/limits.ts';

/** Opens so many gates, and tells what time it is then, in ticks. */
function openMany(pace: ReturnType<typeof createPace>, count: number, next: bigint | null = null) {
  let now = 0n;
  for (let gate = 0; gate < count; gate += 1) now = pace.opened(now, next);
  return Number(now) / Number(TICK);
}

describe('a program that is busy at one instant', () => {
  test('takes no time up to a bound: 10 401 lines of four threads', () => {
    const pace = createPace();
    expect(openMany(pace, 10_401)).toBe(0);
    expect(openMany(pace, INSTANT.free - 10_401)).toBe(0);
    expect(pace.isBusy).toBe(false);
    expect(pace.told()).toEqual([]);
  });

  test('takes a tick for every few gates beyond the bound, and tells so', () => {
    const pace = createPace();
    expect(openMany(pace, INSTANT.free + 100 * INSTANT.gates)).toBe(100);
    expect(pace.isBusy).toBe(true);
    expect(pace.told().map(String)).toEqual([
      'from 0.000 s on, each 10 lines, starts and wakings took 1 ms, 0.100 s in all: there were more than 20000 at one instant',
    ]);
  });

  test('lets what is due go on exactly when it is due', () => {
    const pace = createPace();
    expect(openMany(pace, INSTANT.free + INSTANT.gates, TICK / 2n)).toBe(0.5);
  });

  test('is not busy any more when time has passed by itself', () => {
    const pace = createPace();
    openMany(pace, INSTANT.free + 1);
    pace.rested();
    expect(openMany(pace, INSTANT.free)).toBe(0);
    expect(pace.most).toBe(INSTANT.free + 1);
  });

  test('tells how long each task worked without a pause', () => {
    const pace = createPace();
    pace.worked('main.1', 0n, TICK);
    pace.worked('main.1', TICK, 20n * TICK);
    expect(pace.told().map(String)).toEqual([
      'main.1 took locks or passed messages on without a pause: what was beyond the bound took 0.020 s',
    ]);
  });
});
