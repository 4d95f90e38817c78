import { describe, expect, test } from 'vitest';
import { decisive, otherDraws, type Trial, type TrialName } from '../../../harness/app/trials.ts';
import type { DrawEvent } from '../../../harness/trace/trace.ts';
import { traceOf } from '../../support/traces.ts';
import { checked, failing, verdictOf } from '../../support/verdicts.ts';

test('draws are reversed from the other end of their range, then are all least and all greatest', () => {
  const draw = (key: string, value: number): DrawEvent => ({
    time: 0,
    task: 'main',
    type: 'draw',
    key,
    value,
  });
  const draws = otherDraws(traceOf([draw('a', 0), draw('b', 0.75)], { seed: 5 }));
  expect(draws.map(([name]) => name)).toEqual(['mirrored', 'least', 'greatest']);
  const [mirrored, least, greatest] = draws.map(([, dice]) => dice);
  expect(mirrored?.seed).toBe(5);
  expect(mirrored?.given?.map(({ key, value }) => [key, value.toFixed(3)])).toEqual([
    ['a', '1.000'],
    ['b', '0.250'],
  ]);
  // A draw is below 1.
  expect(mirrored?.given?.[0]?.value).toBeLessThan(1);
  expect(least).toEqual({ seed: 5, always: 0 });
  expect(greatest?.always).toBeGreaterThan(0.999_999);
  expect(greatest?.always).toBeLessThan(1);
});

describe('of the trials that were made', () => {
  const fine = checked('total 7.00 s');
  const late = failing('ran late');
  const known = { ...late, known: { reason: 'issue 12', where: 'known.txt:3' } };
  const trial = (name: TrialName, timing = fine): Trial => ({
    name,
    verdict: verdictOf('02_two', timing),
  });
  const decided = (...trials: Trial[]) => decisive({ trials });

  test('the last decides where it failed', () => {
    const { name, verdict } = decided(trial('seed'), trial('mirrored', late));
    expect({ name, ok: verdict.ok }).toEqual({ name: 'mirrored', ok: false });
  });

  test('that in orders decides where all passed, since it says how many there are', () => {
    expect(decided(trial('seed'), trial('mirrored'), trial('orders')).name).toBe('orders');
  });

  test('the first decides where all passed and no orders were tried: its draws are unequal', () => {
    expect(decided(trial('seed'), trial('mirrored'), trial('greatest')).name).toBe('seed');
  });

  test('a known failure of any of them is shown', () => {
    const { verdict } = decided(trial('seed'), trial('least', known), trial('orders'));
    expect(verdict.checks.timing).toEqual(known);
    expect(verdict.ok).toBe(false);
  });
});
