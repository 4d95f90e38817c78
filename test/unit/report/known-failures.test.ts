import { describe, expect, test } from 'vitest';
import type { Trial, TrialName } from '../../../harness/app/trials.ts';
import type { Check } from '../../../harness/judge/subject.ts';
import { checkText } from '../../../harness/report/check-text.ts';
import type { Styles } from '../../../harness/report/style.ts';
import { verdictText } from '../../../harness/report/verdict-text.ts';
import { checked, judgementOf, verdictOf } from '../../support/verdicts.ts';

const same = (text: string) => text;
const PLAIN: Styles = { good: same, bad: same, strong: same, faint: same };
const KNOWN = { reason: 'late, issue 12', where: 'known.txt:3' };

const fine = checked('total 7.00 s');
const late = checked('ran late', ['main.1 slept', 'main.2 slept']);
const knownLate: Check = { ...late, known: KNOWN };
const knownFine: Check = { ...fine, known: KNOWN };

describe('a report of pairs', () => {
  const report = (...timings: Check[]) =>
    verdictText(
      timings.map((timing, index) => judgementOf(verdictOf(`0${index + 1}_pair`, timing))),
      PLAIN,
      'linux',
    );

  test('shows a known failure as one, with its reason and what it is', () => {
    expect(report(knownLate, fine)).toContain(`
◌ 01_pair
  ✔ output  the same 5 lines in the same order
  ◌ timing  known failure: late, issue 12
            ran late
  ✔ tasks   1 process in both
`);
  });

  test('shows one that passes as a mistake, and says what to take out', () => {
    expect(report(knownFine)).toContain(`
✘ 01_pair
  ✔ output  the same 5 lines in the same order
  ✘ timing  passes, and is known to fail (late, issue 12): take known.txt:3 out
            total 7.00 s
`);
  });

  test.each([
    [[fine, fine], '2 of 2 pairs conform.'],
    [[fine, knownLate], '1 of 2 pairs conform; 1 fails as known.'],
    [[knownLate, knownLate], '0 of 2 pairs conform; 2 fail as known.'],
    [[fine, knownFine], '2 of 2 pairs conform; 1 known failure passes.'],
    [[late, knownLate, fine], '1 of 3 pairs do not conform; 1 fails as known.'],
    [[late, knownFine], '1 of 2 pairs do not conform; 1 known failure passes.'],
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
    return checkText(trials, 'my-port.ts', PLAIN);
  };

  test('shows what is known and failed in any trial', () => {
    const text = report(['seed', fine], ['greatest', knownLate], ['orders', fine]);
    expect(text).toMatch(/\n◌ 02_two\n.*\n {2}◌ timing {2}known failure: late, issue 12\n/);
    expect(text).toMatch(
      /\nmy-port\.ts conforms to 02_two but for what is known: tried with the draws/,
    );
  });

  test('shows a known failure that passed in all', () => {
    const text = report(['seed', fine], ['orders', knownFine]);
    expect(text).toMatch(/\n {2}✘ timing {2}passes, and is known to fail \(late, issue 12\): take/);
    expect(text).toMatch(/\nA known failure of my-port\.ts passes: tried with the draws of/);
  });

  test('shows what failed and is not known', () => {
    const text = report(['seed', knownLate], ['greatest', late]);
    expect(text).toMatch(/\n {2}✘ timing {2}ran late\n/);
    expect(text).toMatch(
      /\nmy-port\.ts does not conform to 02_two, tried with each draw the great/,
    );
  });
});
