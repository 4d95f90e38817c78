import { describe, expect, test } from 'vitest';
import { useVirtualClock } from '../support/virtual.ts';

const { run, runInRealTime } = useVirtualClock();

describe.concurrent.each(['virtual', 'real'])('under the %s clock', (clock) => {
  const runOnce = clock === 'real' ? runInRealTime : (name: string) => run(name);

  test.each(['ts', 'py'])(
    'a program that stops itself is told of as that (.%s)',
    async (language) => {
      const { ending } = await runOnce(`stops-itself.${language}`);
      expect(ending).toMatchObject({ kind: 'stopped', leftovers: [] });
      // At once, and not when a limit ends it.
      expect(ending.time).toBeLessThan(clock === 'real' ? 30 : 0.001);
    },
  );

  test('a child that its parent stops and continues goes on', async () => {
    const { ending, events } = await runOnce('stops-and-continues-its-child.py');
    expect(ending).toMatchObject({ kind: 'exited', code: 0 });
    expect(events).toContainEqual(expect.objectContaining({ type: 'line', text: 'goes on' }));
  });
});
