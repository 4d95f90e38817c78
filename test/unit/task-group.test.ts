import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { taskGroup } from '../../harness/task-group.ts';

/** Runs until the signal is aborted, then takes a moment to end. */
async function untilAborted(signal: AbortSignal, onEnd: () => void): Promise<never> {
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  await pause(5);
  onEnd();
  throw new Error('aborted');
}

test('gives what its body gives, and all() the results in the order of the tasks', async () => {
  const tasks = [() => pause(5, 'first'), () => pause(0, 'second')];
  expect(await taskGroup(undefined, ({ all }) => all(tasks))).toEqual(['first', 'second']);
});

describe('the first failure', () => {
  test('aborts the siblings, which have ended when it is thrown', async () => {
    let ended = 0;
    const onEnd = () => {
      ended += 1;
    };
    const failing = taskGroup(undefined, ({ all, signal }) =>
      all<void>([
        () => untilAborted(signal, onEnd),
        async () => {
          await pause(1);
          throw new Error('disk full');
        },
        () => untilAborted(signal, onEnd),
      ]),
    );
    await expect(failing).rejects.toThrow('disk full');
    expect(ended).toBe(2);
  });

  test('is the one that came first in time, not in the order of the tasks', async () => {
    const { promise: earlyHasFailed, resolve } = Promise.withResolvers<void>();
    const failing = taskGroup(undefined, ({ all }) =>
      all([
        async () => {
          await earlyHasFailed;
          throw new Error('late');
        },
        async () => {
          setImmediate(resolve);
          throw new Error('early');
        },
      ]),
    );
    await expect(failing).rejects.toThrow('early');
  });

  test('is thrown even where nobody awaits the task', async () => {
    const failing = taskGroup(undefined, async ({ run }) => {
      run(async () => {
        throw new Error('unheard');
      });
    });
    await expect(failing).rejects.toThrow('unheard');
  });

  test('of the body waits for the tasks, too', async () => {
    let ended = false;
    const failing = taskGroup(undefined, async ({ run, signal }) => {
      run(() =>
        untilAborted(signal, () => {
          ended = true;
        }),
      );
      throw new Error('the body failed');
    });
    await expect(failing).rejects.toThrow('the body failed');
    expect(ended).toBe(true);
  });

  test('in a group within a group ends both', async () => {
    const ended: string[] = [];
    const failing = taskGroup(undefined, (outer) =>
      outer.all<void>([
        () => untilAborted(outer.signal, () => ended.push('outer')),
        () =>
          taskGroup(outer.signal, (inner) =>
            inner.all<void>([
              () => untilAborted(inner.signal, () => ended.push('inner')),
              () => Promise.reject(new Error('deep')),
            ]),
          ).then(() => {}),
      ]),
    );
    await expect(failing).rejects.toThrow('deep');
    expect(ended).toEqual(['inner', 'outer']);
  });
});

test('waits for tasks that a task starts', async () => {
  let ended = false;
  await taskGroup(undefined, async ({ run }) => {
    run(async () => {
      await pause(1);
      run(async () => {
        await pause(5);
        ended = true;
      });
    });
  });
  expect(ended).toBe(true);
});

describe('its parent', () => {
  test('aborts it', async () => {
    const parent = new AbortController();
    const failing = taskGroup(parent.signal, ({ run, signal }) =>
      run(() => untilAborted(signal, () => {})),
    );
    parent.abort();
    await expect(failing).rejects.toThrow('aborted');
  });

  test('aborts it before it begins', async () => {
    const aborted = await taskGroup(AbortSignal.abort(), async ({ signal }) => signal.aborted);
    expect(aborted).toBe(true);
  });
});
