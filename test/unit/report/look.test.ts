import { expect, test } from 'vitest';
import { en } from '../../../harness/messages/en/index.ts';
import { lookOf } from '../../../harness/report/look.ts';

const stream = (isTTY: boolean, columns?: number) => ({ isTTY, columns }) as NodeJS.WriteStream;

test.each([
  ['a terminal of 80 columns', stream(true, 80), 80],
  ['a wide terminal', stream(true, 200), 120],
  ['a narrow terminal', stream(true, 20), 40],
  ['a terminal that does not say how wide it is', stream(true, 0), 100],
  ['a file', stream(false), 100],
])('a report for %s has lines of so many cells', (_, to, width) => {
  expect(lookOf(to, en).width).toBe(width);
});
