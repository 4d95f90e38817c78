import { expect, test } from 'vitest';
import { againText } from '../../../harness/report/again.ts';
import { traceOf } from '../../support/traces.ts';

test('a run is repeated by its seed, its draws and its choices', () => {
  expect(againText(traceOf([], { seed: 7 }))).toBe('again: lockstep run made-up.py --seed 7');
  const choices = ['main.2', 'main.1'].map((taken) => ({ options: ['main.1', 'main.2'], taken }));
  expect(againText(traceOf([], { choices, draws: '--durations 7,6' }))).toBe(
    'again: lockstep run made-up.py --seed 0 --durations 7,6 --replay main.2,main.1',
  );
});

test.each([
  ['my port.ts', "'my port.ts'"],
  ["it's $HOME.ts", "'it'\\''s $HOME.ts'"],
  ['/ports/02-a_b.ts', '/ports/02-a_b.ts'],
])('a shell takes the program as one word: %s', (program, word) => {
  expect(againText(traceOf([], { program }))).toBe(`again: lockstep run ${word} --seed 0`);
});
