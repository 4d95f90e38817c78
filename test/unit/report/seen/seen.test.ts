import { expect, test } from 'vitest';
import { seenIn } from '../../../../harness/report/seen/seen.ts';
import { evidenceOf } from '../../../support/checks.ts';
import { MAX, madeUpRuns } from '../../../support/timing.ts';
import { slept, traceOf } from '../../../support/traces.ts';
import { checked, failing, SEEN } from '../../../support/verdicts.ts';

test('each check shows what it judged of the same runs', () => {
  const port = traceOf([slept(0, 'main.1', 7)]);
  const check = failing('wrong', madeUpRuns(MAX, traceOf([]), port));
  expect(evidenceOf('timing', check)).toEqual([SEEN[1]]);
  expect(evidenceOf('tasks', check)).toEqual(['original: main (process)', 'port: main (process)']);
  expect(evidenceOf('output', check)).toEqual([]);
  expect(evidenceOf('ending', check)).toEqual([]);
});

test('both programs stand side by side only where they part', () => {
  expect(seenIn('timing', failing('wrong'))).not.toHaveProperty('sideBySide');
  const parting = madeUpRuns(MAX, traceOf([]), traceOf([slept(0, 'main.1', 7)]));
  expect(seenIn('timing', failing('wrong', parting))?.sideBySide).toHaveLength(1);
});

test('the command that runs an order again is the last of the evidence', () => {
  const command = 'again: lockstep run made-up.py --seed 0 --replay main.1';
  const again = traceOf([], { choices: [{ options: ['main.1'], taken: 'main.1' }] });
  const seen = seenIn('timing', { ...failing('wrong'), again });
  expect(seen?.again).toBe(command);
  expect(seen?.evidence.map(String)).toEqual([...SEEN, command]);
});

test('nothing is seen of a check that holds', () => {
  expect(seenIn('timing', checked('fine'))).toBeUndefined();
});
