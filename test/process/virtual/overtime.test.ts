import { expect, test } from 'vitest';
import { useVirtualClock } from '../../support/virtual.ts';

const { run } = useVirtualClock();
const limits = { time: 10 };

test.concurrent('a program that ticks for ever is stopped soon after its time limit', async () => {
  const { ending } = await run('ticks-for-ever.ts', { limits });
  expect(ending).toMatchObject({ kind: 'too much time', time: 43 });
  expect(ending.detail?.map(String)).toEqual([
    'it took 43.00 s of its time; the limit is 10.00 s (--limit time=SECONDS allows more)',
  ]);
});

test.concurrent('a program that sleeps beyond its time limit may end', async () => {
  const { ending } = await run('oversleeps.ts', { limits });
  expect(ending).toMatchObject({ kind: 'exited', code: 0, time: 100 });
});
