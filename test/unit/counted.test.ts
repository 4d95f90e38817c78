import { expect, test } from 'vitest';
import { count } from '../../harness/counted.ts';

test('a noun has its plural but for one', () => {
  expect([0, 1, 2].map((number) => count(number, 'line'))).toEqual([
    '0 lines',
    '1 line',
    '2 lines',
  ]);
});
