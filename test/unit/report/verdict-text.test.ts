import { describe, expect, test } from 'vitest';
import type { TrialName } from '../../../harness/app/trials.ts';
import type { Check } from '../../../harness/judge/check.ts';
import type { Verdict } from '../../../harness/judge/verdict.ts';
import { verdictText } from '../../../harness/report/verdict-text.ts';
import { plainLook } from '../../support/look.ts';
import { MAX, madeUpRuns } from '../../support/timing.ts';
import { slept, traceOf } from '../../support/traces.ts';
import {
  checked as check,
  diagnosisOf,
  failing,
  judgementOf,
  SEEN,
  verdictOf,
} from '../../support/verdicts.ts';

const OPTIONS = {
  platform: 'linux',
  commandFor: (pair: string) => `lockstep verify ${pair} --verbose`,
} as const;

const report = (verdicts: readonly Verdict[], options: object = {}, width = 100) =>
  verdictText(
    verdicts.map((verdict) => judgementOf(verdict)),
    plainLook(width),
    { ...OPTIONS, ...options },
  );

const fine = (stem: string) => verdictOf(stem, check('total 7.00 s'));

test('a pair that conforms has four rows', () => {
  expect(report([fine('01_one')])).toBe(
    `real clock · seed 0 · Python 3.11.7 · Node 26.10.0
tried: draws of the seed

✔ 01_one
  ✔ output  the same 5 lines in the same order
  ✔ timing  total 7.00 s
  ✔ tasks   1 process in both
  ✔ ending  exit code 0

1 of 1 pair conforms.
`,
  );
});

describe('a pair that does not conform', () => {
  const evidence = { seconds: 1.5 };
  const mistaken: Verdict = {
    ...verdictOf('02_two', failing('something keeps it alive')),
    diagnosis: diagnosisOf('kept-alive', evidence),
  };

  test('has its diagnosis, and the commands that tell more', () => {
    expect(report([fine('01_one'), mistaken])).toContain(`

✘ 02_two

  error[kept-alive]: the port ends 1.50 s after its last line: something keeps it alive
  hint: clear the timer, close the server or the channel, or unref() it

  lockstep explain kept-alive      lockstep verify 02_two --verbose

1 of 2 pairs does not conform.
`);
  });

  test('has its checks and their evidence, too, with --verbose', () => {
    expect(report([mistaken], { verbose: true })).toContain(`or unref() it

  ✔ output  the same 5 lines in the same order
  ✘ timing  something keeps it alive
            ${SEEN[0]}
            ${SEEN[1]}
  ✔ tasks   1 process in both
  ✔ ending  exit code 0

  lockstep explain kept-alive
`);
  });

  test('has its commands one below the other where they do not fit a line', () => {
    expect(report([mistaken], {}, 60)).toContain(`

  lockstep explain kept-alive
  lockstep verify 02_two --verbose
`);
  });
});

test('a report says how all were tried, and of a failure which other trial found it', () => {
  const trial = (name: TrialName, timing: Check) => ({
    name,
    verdict: verdictOf('02_two', timing),
  });
  const late = failing('ran late');
  const judgements = [
    { trials: [trial('seed', check('fine')), trial('mirrored', late)] },
    { trials: [trial('seed', late)] },
    { trials: (['seed', 'mirrored', 'orders'] as const).map((name) => trial(name, check('fine'))) },
  ];
  const rows = verdictText(judgements, plainLook(), OPTIONS).split('\n');
  expect(rows[1]).toBe('tried: draws of the seed, draws reversed, other orders');
  expect(rows.filter((row) => row.includes('02_two'))).toEqual([
    '✘ 02_two · found with the draws reversed',
    '✘ 02_two',
    '✔ 02_two',
  ]);
});

test('a remark follows the checks, and makes no difference to the sum', () => {
  expect(report([{ ...fine('01_one'), remarks: ['it seeds'] }])).toMatch(
    /✔ ending .*\n {2}note: it seeds\n\n1 of 1 pair conforms\.\n$/,
  );
});

test('a report says why it cannot be relied on', () => {
  const reasons = ['a wait', 'a file', 'a socket', 'a child', 'a clock'];
  expect(report([verdictOf('01_one', check('fine'), reasons)])).toMatch(
    /^\? 01_one\n(.*\n){4} {2}\? inconclusive: a wait\n.*\n {2}\? .*: a socket\n {4}… and 2 more$/m,
  );
});

test('the real clock is explained where there is no other', () => {
  expect(report([fine('01_one')], { platform: 'darwin' })).toMatch(
    /^real clock · the virtual clock needs Linux; this is darwin · seed 0/,
  );
});

test('a failure shows both programs, and the command that runs it so', () => {
  const slower = traceOf([slept(0, 'main.1', 7)]);
  const runs = madeUpRuns(MAX, traceOf([slept(0, 'main.1', 6)]), slower);
  const timing: Check = { ...failing('ran side by side', runs), again: slower };
  expect(report([verdictOf('01_one', timing)])).toContain(`
  ✘ timing  ran side by side
            original                              port
            main.1 sleeps 6 s, 0.00 s to 6.00 s | main.1 sleeps 7 s, 0.00 s to 7.00 s
            again: lockstep run made-up.py --seed 0
  ✔ tasks`);
});
