import { expect, test, vi } from 'vitest';
import { sleep, time } from '../../../../ts-ports/python/time.ts';

/** Milliseconds. V8 counts a wait in whole microseconds; of 6,000 waits here none was short. */
const CLOCK_GRAIN = 0.002;

test.each([0.0005, 0.001, 0.0105, 0.05])('sleep(%d) is never short', (seconds) => {
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    sleep(seconds);
    expect(performance.now() - start).toBeGreaterThanOrEqual(seconds * 1000 - CLOCK_GRAIN);
  }
});

test('sleep stops the whole thread: a timer that is due meanwhile waits', async () => {
  let fired = false;
  const timer = new Promise<void>((resolve) => {
    setTimeout(() => {
      fired = true;
      resolve();
    }, 1);
  });
  sleep(0.03);
  expect(fired).toBe(false);
  await timer;
});

test.each([-1, -0.001, Number.NaN])('sleep(%d) is refused', (seconds) => {
  const wait = vi.spyOn(Atomics, 'wait').mockReturnValue('timed-out'); // for NaN it would be endless
  expect(() => sleep(seconds)).toThrow('sleep length must be non-negative');
  wait.mockRestore();
});

test('time is the clock of Date, in seconds', () => {
  const before = Date.now();
  const now = time();
  expect(now * 1000).toBeGreaterThanOrEqual(before - CLOCK_GRAIN);
  expect(now * 1000).toBeLessThanOrEqual(Date.now() + CLOCK_GRAIN);
});
