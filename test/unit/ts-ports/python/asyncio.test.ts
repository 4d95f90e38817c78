import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CancelledError,
  gather,
  Queue,
  run,
  sleep,
  TimeoutError,
  waitFor,
} from '../../../../ts-ports/python/asyncio.ts';

/** Longer than any test. */
const HOUR = 3600;

/** Seconds: enough to be told from none. */
const MOMENT = 0.02;

test('run returns what main does, and throws what it throws', async () => {
  expect(await run(Promise.resolve(7))).toBe(7);
  await expect(run(Promise.reject(new RangeError('no')))).rejects.toThrow('no');
});

describe('gather', () => {
  test('returns what the coroutines do in their order, whichever ends first', async () => {
    const after = async (seconds: number) => {
      await sleep(seconds);
      return seconds;
    };
    expect(await gather(after(2 * MOMENT), after(0), after(MOMENT))).toEqual([
      2 * MOMENT,
      0,
      MOMENT,
    ]);
  });

  test('throws the first error at once', async () => {
    const never = new Promise<number>(() => {});
    await expect(gather(never, Promise.reject(new RangeError('no')))).rejects.toThrow('no');
  });
});

describe('sleep', () => {
  test('is never short, and lets others go on', async () => {
    const start = performance.now();
    let others = 0;
    const slept = sleep(MOMENT);
    setImmediate(() => {
      others += 1;
    });
    await slept;
    expect(others).toBe(1);
    // Node's timers count whole milliseconds.
    expect(performance.now() - start).toBeGreaterThan(MOMENT * 1000 - 1.5);
  });

  test('is cut off by its signal, also by one that has come', async () => {
    const controller = new AbortController();
    const slept = sleep(HOUR, controller.signal);
    controller.abort();
    await expect(slept).rejects.toThrow(CancelledError);
    await expect(sleep(HOUR, controller.signal)).rejects.toThrow(CancelledError);
  });
});

describe('waitFor', () => {
  test('returns what the coroutine does in time, and leaves no timer', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout');
    const before = timers().length;
    expect(await waitFor(async () => 7, HOUR)).toBe(7);
    expect(timers().length).toBe(before);
  });

  test('cuts off a coroutine that takes longer', async () => {
    const steps: string[] = [];
    const coroutine = async (signal: AbortSignal) => {
      steps.push('begins');
      try {
        await sleep(HOUR, signal);
        steps.push('goes on');
      } finally {
        steps.push('cleans up');
      }
    };
    await expect(waitFor(coroutine, MOMENT)).rejects.toThrow(TimeoutError);
    expect(steps).toEqual(['begins', 'cleans up']);
  });

  test('lets through what the coroutine throws, in time or when it is cut off', async () => {
    const fails = async () => Promise.reject(new RangeError('no such file'));
    await expect(waitFor(fails, HOUR)).rejects.toThrow('no such file');
    const failsLate = (signal: AbortSignal) =>
      sleep(HOUR, signal).catch(() => Promise.reject(new RangeError('while it was cut off')));
    await expect(waitFor(failsLate, MOMENT)).rejects.toThrow('while it was cut off');
  });

  test('does not take another’s cut for its own', async () => {
    const other = AbortSignal.abort();
    await expect(waitFor(() => sleep(HOUR, other), HOUR)).rejects.toThrow(CancelledError);
  });
});

describe('a Queue', () => {
  test('hands over any values in their order, whoever is there first', async () => {
    const program = fc.tuple(fc.array(fc.jsonValue()), fc.infiniteStream(fc.boolean()));
    await fc.assert(
      fc.asyncProperty(program, async ([values, choices]) => {
        const queue = new Queue<unknown>();
        const got: Promise<unknown>[] = [];
        let next = 0;
        // Who puts and who gets come in any order; each as often.
        while (next < values.length || got.length < values.length) {
          const putsNext = choices.next().value as boolean;
          if (next < values.length && (putsNext || got.length === values.length)) {
            await queue.put(values[next]);
            next += 1;
          } else {
            got.push(queue.get());
          }
        }
        expect(await Promise.all(got)).toEqual(values);
      }),
    );
  });

  test('lets its getter wait, and who waits first gets first', async () => {
    const queue = new Queue<string>();
    const got: string[] = [];
    const take = async (name: string) => {
      got.push(`${name} ${await queue.get()}`);
    };
    const takers = gather(take('one'), take('other'));
    await sleep(0);
    expect(got).toEqual([]);
    await queue.put('a');
    await queue.put('b');
    await takers;
    expect(got).toEqual(['one a', 'other b']);
  });
});
