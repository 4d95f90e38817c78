import { describe, expect, test } from 'vitest';
import { story, useVirtualClock } from '../../support/virtual.ts';

const { run } = useVirtualClock();

/** Programs that work without a pause for 20 ms, and the task that works. */
const PROGRAMS = {
  'by-a-queue.py': ['main.1', 'main.2'],
  'by-a-pipe.py': ['main', 'main.1'],
  'by-a-lock.py': ['main.1'],
  'by-coroutines.py': ['main'],
  'ping-pong.mjs': ['main', 'main.1'],
  'flood.mjs': ['main.1'],
};

describe.concurrent('a program that works without a pause until it is stopped', () => {
  test.each(Object.entries(PROGRAMS))(
    'ends, and its trace says why time passed: %s',
    async (name, tasks) => {
      const trace = await run(`busy/${name}`);
      const [line, end, ...more] = story(trace);
      expect([line?.split(': ').at(-1), end?.split(': ').at(-1), more]).toEqual([
        'stopped',
        'exit code 0',
        [],
      ]);
      expect(Math.abs(trace.ending.time - 0.02)).toBeLessThanOrEqual(0.002);
      const busy = trace.paced?.map((text) => String(text).split(' ')[0]) ?? [];
      expect(busy.length).toBeGreaterThan(0);
      expect(tasks).toEqual(expect.arrayContaining(busy));
    },
  );
});
