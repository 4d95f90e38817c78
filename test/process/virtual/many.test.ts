import { describe, expect, test } from 'vitest';
import { story, useVirtualClock } from '../../support/virtual.ts';

const { run } = useVirtualClock();

const MANY = [
  ['threads of Python', 64, 'thread', 'sleeps-in-64-threads.py'],
  ['processes of Python', 64, 'process', 'sleeps-in-64-processes.py'],
  ['Workers', 32, 'thread', 'sleeps-in-32-workers.ts'],
] as const;

describe.concurrent.each(MANY)('%s, %d of them,', (_, count, kind, name) => {
  test('are all known, and each sleeps for its time', async () => {
    const trace = await run(name);
    const [main, ...tasks] = trace.tasks;
    expect(main).toMatchObject({ id: 'main' });
    expect(tasks).toHaveLength(count);
    for (const task of tasks) expect(task).toMatchObject({ kind, parent: 'main', observed: true });
    // The first sleeps longest: task n wakes nth from the end.
    const rows = Array.from({ length: count }, (_, index) => {
      const seconds = index + 1;
      return `${seconds} main.${count - index}: slept ${seconds}`;
    });
    expect(story(trace)).toEqual([...rows, `${count} main: end`, `${count} end: exit code 0`]);
  });
});
