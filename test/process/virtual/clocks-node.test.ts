import { expect, test } from 'vitest';
import { useVirtualClock } from '../../support/virtual.ts';

const { tell } = useVirtualClock();

test('all clocks of a Node task move together, also in other realms', async () => {
  const ofTask = (task: string, at: number, whole: number) => [
    // The clocks that show whole seconds.
    `${at} ${task}: Date(): ${whole}, Intl: ${whole}`,
    `${at} ${task}: together 0 the early event 0`,
    `${at} ${task}: measured 1500 true`,
    `${at} ${task}: 2024-01-01T00:00:0${Math.floor(at)}.${at === 3 ? 0 : 5}00Z console`,
    `${at} ${task}: aborted 1500`,
  ];
  expect(await tell('moves-all-its-clocks.mjs')).toEqual([
    ...ofTask('main', 1.5, 1000),
    ...ofTask('main.1', 3, 2000),
    '3 end: exit code 0',
  ]);
});
