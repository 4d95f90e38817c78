import { expect, test } from 'vitest';
import type { TrialName } from '../../../harness/app/trials.ts';
import type { Check } from '../../../harness/judge/subject.ts';
import type { Styles } from '../../../harness/report/style.ts';
import { verdictText } from '../../../harness/report/verdict-text.ts';
import { checked as check, judgementOf, verdictOf } from '../../support/verdicts.ts';

const same = (text: string) => text;
const verdict = (...args: Parameters<typeof verdictOf>) => judgementOf(verdictOf(...args));
const PLAIN: Styles = { good: same, bad: same, strong: same, faint: same };

test('a report has four rows a pair, the evidence of what failed, and a sum', () => {
  const verdicts = [
    verdict('01_one', check('total 13.00 s = 7 + 6')),
    verdict('02_two', check('ran side by side', ['main.1 slept', 'main.2 slept'])),
  ];
  expect(verdictText(verdicts, PLAIN, 'linux')).toBe(
    `real clock · seed 0 · Python 3.11.7 · Node 26.10.0
tried with the draws of the seed

✔ 01_one
  ✔ output  the same 5 lines in the same order
  ✔ timing  total 13.00 s = 7 + 6
  ✔ tasks   1 process in both
  ✔ ending  exit code 0

✘ 02_two · found with the draws of the seed
  ✔ output  the same 5 lines in the same order
  ✘ timing  ran side by side
            main.1 slept
            main.2 slept
  ✔ tasks   1 process in both
  ✔ ending  exit code 0

1 of 2 pairs do not conform.
`,
  );
});

test('a report says once how all were tried, and of a failure by which trial it was found', () => {
  const trial = (name: TrialName, timing: Check) => ({
    name,
    verdict: verdictOf('02_two', timing),
  });
  const late = check('ran late', ['main.1 slept']);
  const judgements = [
    { trials: [trial('seed', check('fine')), trial('mirrored', late)] },
    { trials: (['seed', 'mirrored', 'orders'] as const).map((name) => trial(name, check('fine'))) },
  ];
  const text = verdictText(judgements, PLAIN, 'linux');
  expect(text).toMatch(
    /^.*\ntried with the draws of the seed, with the draws reversed, in other orders\n\n✘/,
  );
  expect(text).toMatch(/^✘ 02_two · found with the draws reversed\n(.*\n)+.*✔ 02_two\n/m);
});

test('a remark follows the checks, and makes no difference to the sum', () => {
  const { trials } = verdict('01_one', check('fine'));
  const remarked = trials.map((trial) => ({
    ...trial,
    verdict: { ...trial.verdict, remarks: ['it seeds'] },
  }));
  expect(verdictText([{ trials: remarked }], PLAIN, 'linux')).toMatch(
    /✔ ending .*\n {2}note: it seeds\n\n1 of 1 pairs conform\.\n$/,
  );
});

test('a report of conforming pairs says how many they are', () => {
  const all = [verdict('01_one', check('fine')), verdict('02_two', check('fine'))];
  expect(verdictText(all, PLAIN, 'linux')).toMatch(/\n2 of 2 pairs conform\.\n$/);
});

test('a report says why it cannot be relied on', () => {
  const text = verdictText(
    [verdict('01_one', check('fine'), ['in the port, a wait'])],
    PLAIN,
    'linux',
  );
  expect(text).toMatch(/^\? 01_one .*\n(.*\n){4} {2}\? inconclusive: in the port, a wait$/m);
});

test('a failure shows both programs, the command that shows it again, and the place', () => {
  const timing: Check = {
    ok: false,
    sentence: 'ran side by side',
    evidence: ['main.1 slept', 'again: lockstep run it'],
    again: 'again: lockstep run it',
    sideBySide: [{ original: 'one', port: 'two', same: false }],
    look: {
      sentence: 'the sleeps',
      places: [{ file: 'my/port.ts', line: 3, source: 'sleep(7);' }],
    },
  };
  expect(verdictText([verdict('01_one', timing)], PLAIN, 'linux')).toContain(`
  ✘ timing  ran side by side
            original   port
            one      | two
            again: lockstep run it
            look at: the sleeps
              my/port.ts:3  sleep(7);
  ✔ tasks`);
});
