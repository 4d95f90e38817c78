import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createLanes } from '../../../harness/launch/lanes.ts';
import { useSandbox } from '../../support/sandbox.ts';

useSandbox();

test('disposal waits until every workspace has come back', async () => {
  const events: string[] = [];
  {
    await using lanes = createLanes('real', 2);
    for (const milliseconds of [10, 20]) {
      lanes.lend(async () => {
        await pause(milliseconds);
        events.push(`${milliseconds} ms`);
      });
    }
    await pause(1);
    events.push('disposing');
  }
  events.push('disposed');
  expect(events).toEqual(['disposing', '10 ms', '20 ms', 'disposed']);
});

test('disposal waits for a use that fails, and refuses uses that wait for a workspace', async () => {
  const lanes = createLanes('real', 1);
  const failing = lanes.lend(async () => {
    await pause(10);
    throw new Error('disk full');
  });
  const waiting = lanes.lend(async () => 'got one');
  const outcomes = Promise.allSettled([failing, waiting]);
  await pause(1);
  await lanes[Symbol.asyncDispose]();
  expect(await outcomes).toMatchObject([
    { reason: { message: 'disk full' } },
    { reason: { message: 'these lanes are closed' } },
  ]);
  await expect(lanes.lend(async () => 'too late')).rejects.toThrow('these lanes are closed');
});
