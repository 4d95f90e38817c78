import { expect, test } from 'vitest';
import { matchLines, numberless } from '../../../harness/trace/match-lines.ts';
import { line } from '../../support/traces.ts';

const placesOf = (original: string[], port: string[]) => {
  const lines = (texts: string[]) => texts.map((text, index) => line(index, 'main', text));
  const { matched } = matchLines(lines(original), lines(port), ({ text }) => numberless(text));
  return matched.map(({ place }) => place);
};

test('a line is matched with its equal rather than with one that has another number', () => {
  expect(placesOf(['1.pdf', '2.pdf'], ['2.pdf', '1.pdf'])).toEqual([1, 0]);
});

test('where it has no equal, a line is matched with one that has another number', () => {
  expect(placesOf(['1.pdf', '2.pdf'], ['2.pdf', '3.pdf'])).toEqual([1, 0]);
});
