import { expect, test } from 'vitest';
import { evidenceOf, rowsOf } from '../../../support/checks.ts';
import { judgeMax, NODE, oneAfterTheOther, sideBySide } from '../../../support/timing.ts';
import { slept, traceOf } from '../../../support/traces.ts';

test('every sleep of both programs is shown', () => {
  expect(evidenceOf('timing', judgeMax(oneAfterTheOther([7, 6], NODE)))).toEqual([
    'original: main.1 slept 7 s, from 0.00 s to 7.00 s',
    'original: main.2 slept 6 s, from 0.01 s to 6.01 s',
    'port: main.1 slept 7 s, from 0.00 s to 7.00 s',
    'port: main.2 slept 6 s, from 7.00 s to 13.00 s',
  ]);
});

test('a sleep that never ends has no end', () => {
  const endless = traceOf([slept(0, 'main.1', 7, Infinity), slept(0.01, 'main.2', 6)], NODE);
  expect(evidenceOf('timing', judgeMax(endless))).toContain(
    'port: main.1 slept 7 s, from 0.00 s to no end',
  );
});

test('of many sleeps only some are shown', () => {
  const evidence = evidenceOf('timing', judgeMax(sideBySide(Array(99).fill(1), NODE))) ?? [];
  expect(evidence).toHaveLength(2 + 13);
  expect(evidence.at(-1)).toMatch(/87 more/);
});

test('both programs stand side by side from where they part', () => {
  expect(rowsOf('timing', judgeMax(oneAfterTheOther([7, 6], NODE)))).toEqual([
    ['main.1 sleeps 7 s, 0.00 s to 7.00 s', 'main.1 sleeps 7 s, 0.00 s to 7.00 s', true],
    ['main.2 sleeps 6 s, 0.01 s to 6.01 s', 'main.2 sleeps 6 s, 7.00 s to 13.00 s', false],
    [
      'main prints its total, 7.00 s, at 7.10 s',
      'main prints its total, 13.00 s, at 13.00 s',
      false,
    ],
  ]);
});
