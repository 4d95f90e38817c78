import { expect, test } from 'vitest';
import { looksFor } from '../../../harness/mistakes/look/index.ts';
import { IDS, samplesOf } from './mistakes.ts';

test('every kind of mistake of a port has something to look for in its source', () => {
  const nowhere = IDS.filter((id) => samplesOf(id).every((each) => looksFor(each).length === 0));
  // The original's own, and totals, which no call prints alone.
  expect(nowhere.sort()).toEqual(['original-breaks-law', 'original-fails', 'too-many-totals']);
});

test('looks for a line that was printed, and for a line that a stack trace names', () => {
  const [total] = samplesOf('wrong-text');
  expect(total && looksFor(total, { lines: ['done'] })).toEqual([
    { find: 'printing', lines: ['done'] },
  ]);
  const [error] = samplesOf('uncaught-error');
  expect(error && looksFor(error, { places: [{ line: 3 }] })[0]).toEqual({ find: 'line', line: 3 });
});
