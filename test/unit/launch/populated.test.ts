import { expect, test } from 'vitest';
import type { Container } from '../../../harness/launch/container.ts';
import { isPopulated } from '../../../harness/launch/populated.ts';

const STARTER = 5;

/** @param count as the kernel counts threads and zombies @param pids as it lists processes */
const holding = (count: number | undefined, pids: number[]) => ({
  count: () => count,
  pids: () => pids,
});

test.each([
  ['nobody', 0, [], false],
  ['only who starts its programs', 1, [STARTER], false],
  ['one process, whose starter was killed', 1, [6], true],
  ['one more', 2, [STARTER, 6], true],
  ['one more, where the kernel does not count', undefined, [STARTER, 6], true],
])('a control group may hold %s', (_, count, pids, expected) => {
  const container = holding(count, pids) as unknown as Container;
  const run = { root: 6, folder: '/nowhere', known: [], spared: STARTER, container };
  expect(isPopulated(run)).toBe(expected);
});
