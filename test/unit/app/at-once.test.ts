import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { eachAtOnce } from '../../../harness/app/at-once.ts';

const ITEMS = [0, 1, 2, 3, 4, 5, 6];

test('no more are at once than are allowed, and results are in the order of the items', async () => {
  let [now, most] = [0, 0];
  const results = await eachAtOnce(ITEMS, 3, async (item) => {
    now += 1;
    most = Math.max(most, now);
    for (let turns = ITEMS.length - item; turns > 0; turns -= 1) await turn();
    now -= 1;
    return item * 10;
  });
  expect(results).toEqual(ITEMS.map((item) => item * 10));
  expect(most).toBe(3);
});

test('a failure begins no more, and is thrown when those that were begun are over', async () => {
  const events: string[] = [];
  const failing = eachAtOnce(ITEMS, 2, async (item) => {
    events.push(`begin ${item}`);
    if (item === 1) throw new Error('one is broken');
    await turn();
    await turn();
    events.push(`end ${item}`);
  });
  await expect(failing).rejects.toThrow('one is broken');
  expect(events).toEqual(['begin 0', 'begin 1', 'end 0']);
});
