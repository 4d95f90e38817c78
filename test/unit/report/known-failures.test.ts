import { describe, expect, test } from 'vitest';
import type { Trial, TrialName } from '../../../harness/app/trials.ts';
import type { Check } from '../../../harness/judge/check.ts';
import { checkText } from '../../../harness/report/check-text.ts';
import { verdictText } from '../../../harness/report/verdict-text.ts';
import { plainLook } from '../../support/look.ts';
import { checked, failing, judgementOf, verdictOf } from '../../support/verdicts.ts';

const LOOK = plainLook();
const OPTIONS = { platform: 'linux', commandFor: (pair: string) => pair } as const;
const KNOWN = { reason: 'late, issue 12', where: 'known.txt:3' };

const fine = checked('total 7.00 s');
const late = failing('ran late');
const knownLate: Check = { ...late, known: KNOWN };
const knownFine: Check = { ...fine, known: KNOWN };

describe('a report of pairs', () => {
  const report = (...timings: Check[]) =>
    verdictText(
      timings.map((timing, index) => judgementOf(verdictOf(`0${index + 1}_pair`, timing))),
      LOOK,
      OPTIONS,
    );

  test('shows a known failure as one, with its reason and what it is', () => {
    expect(report(knownLate, fine)).toContain(`
◌ 01_pair
  ✔ output  the same 5 lines in the same order
  ◌ timing  expected failure: late, issue 12
            ran late
  ✔ tasks   1 process in both
`);
  });

  test('shows one that passes as a mistake, and says what to take out', () => {
    expect(report(knownFine)).toContain(`
✘ 01_pair
  ✔ output  the same 5 lines in the same order
  ✘ timing  passes, but is expected to fail (late, issue 12): remove known.txt:3
            total 7.00 s
`);
  });

  test.each([
    [[fine, fine], '2 of 2 pairs conform.'],
    [[fine, knownLate], '1 of 2 pairs conforms; 1 fails as expected.'],
    [[knownLate, knownLate], '0 of 2 pairs conform; 2 fail as expected.'],
    [[fine, knownFine], '2 of 2 pairs conform; 1 expected failure passes.'],
    [[late, knownLate, fine], '1 of 3 pairs does not conform; 1 fails as expected.'],
    [[late, knownFine], '1 of 2 pairs does not conform; 1 expected failure passes.'],
  ])('sums up: %#', (timings, summary) => {
    expect(
      report(...timings)
        .trimEnd()
        .split('\n')
        .at(-1),
    ).toBe(summary);
  });
});

describe('a report of a port', () => {
  const report = (...timings: [TrialName, Check][]) => {
    const trials: Trial[] = timings.map(([name, timing]) => ({
      name,
      verdict: verdictOf('02_two', timing),
    }));
    return checkText(trials, LOOK, { file: 'my-port.ts', command: 'lockstep check' });
  };

  test('shows what is known and failed in any trial', () => {
    const text = report(['seed', fine], ['greatest', knownLate], ['orders', fine]);
    expect(text).toMatch(/\n◌ 02_two {3}my-port\.ts\n.*\n {2}◌ timing {2}expected failure: late, /);
    expect(text).toMatch(/\nmy-port\.ts conforms to 02_two, except for expected failures\.\n$/);
  });

  test('shows a known failure that passed in all', () => {
    const text = report(['seed', fine], ['orders', knownFine]);
    expect(text).toMatch(
      /\n {2}✘ timing {2}passes, but is expected to fail \(late, issue 12\): remov/,
    );
    expect(text).toMatch(/\nAn expected failure of my-port\.ts passes\.\n$/);
  });

  test('shows what failed and is not known', () => {
    const text = report(['seed', knownLate], ['greatest', late]);
    expect(text).toMatch(/\n {2}✘ timing {2}ran late\n/);
    expect(text).toMatch(/✘ 02_two {3}my-port\.ts · found with every draw at its greatest\n/);
    expect(text).toMatch(/\nmy-port\.ts does not conform to 02_two\.\n$/);
  });
});
