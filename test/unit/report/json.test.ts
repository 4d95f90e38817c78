import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../../harness/judge/verdict.ts';
import { checkDocument, verifyDocument } from '../../../harness/report/json.ts';
import { visibleJson } from '../../../harness/visible.ts';
import { MAX, madeUpRuns } from '../../support/timing.ts';
import { slept, traceOf } from '../../support/traces.ts';
import {
  checked,
  diagnosisOf,
  failing,
  judgementOf,
  placeIn,
  verdictOf,
} from '../../support/verdicts.ts';

const ASKED = { standing: 'failed', clock: 'virtual', seed: 32 } as const;

const total = diagnosisOf('wrong-total', { found: 13, wanted: 7 });
const diagnosis = diagnosisOf(
  'kept-alive',
  { seconds: 2 },
  {
    check: 'ending',
    places: [placeIn(resolve('my-port.ts'), 19, '  setInterval(tick, 1);', 'setInterval(tick, 1)')],
    consequences: [total, total],
  },
);
const { mistake, located } = diagnosis;
const SLEEPING = traceOf([slept(0, 'main.1', 7)]);
const AGAIN = 'again: lockstep run made-up.py --seed 0';
const mistaken: Verdict = {
  ...verdictOf('02_two', {
    ...failing('kept alive', madeUpRuns(MAX, SLEEPING, traceOf([]))),
    findings: [{ mistake, ...(located && { located }) }],
    again: traceOf([]),
  }),
  diagnosis,
};

const DIAGNOSIS = {
  id: 'kept-alive',
  check: 'ending',
  message: 'the port ends 2.00 s after its last line: something keeps it alive',
  hint: 'clear the timer, close the server or the channel, or unref() it',
  places: [{ file: 'my-port.ts', line: 19, column: 3 }],
  also: ['wrong-total'],
  others: [],
};

describe('the document of a check', () => {
  const trials = [{ name: 'seed', verdict: mistaken }] as const;
  const document = checkDocument(trials, { ...ASKED, pair: '02_two', port: 'my-port.ts' });

  test('has the diagnosis at its top', () => {
    const { trials, ...head } = document;
    expect(head).toEqual({
      ...{ version: 1, ok: false, outcome: 'fails', clock: 'virtual', seed: 32 },
      ...{ pair: '02_two', port: 'my-port.ts', diagnosis: DIAGNOSIS },
    });
    expect(trials).toMatchObject([{ name: 'seed', verdict: { pair: '02_two', ok: false } }]);
  });

  test('has the mistake of each check by its id, and nothing that the judge keeps', () => {
    const { timing } = JSON.parse(visibleJson(document)).trials[0].verdict.checks;
    expect(timing).toEqual({
      ok: false,
      sentence: 'kept alive',
      mistake: { id: 'kept-alive', evidence: { seconds: 2 } },
      evidence: ['original: main.1 slept 7 s, from 0.00 s to 7.00 s', AGAIN],
      sideBySide: [{ original: 'main.1 sleeps 7 s, 0.00 s to 7.00 s', same: false }],
      again: AGAIN,
    });
  });

  test('has no diagnosis where nothing is wrong', () => {
    const fine = [{ name: 'seed', verdict: verdictOf('02_two', checked('fine')) }] as const;
    const asked = { ...ASKED, standing: 'expected', pair: '02_two', port: 'my-port.ts' } as const;
    expect(checkDocument(fine, asked)).not.toHaveProperty('diagnosis');
  });
});

test('the document of verify has a diagnosis for each pair', () => {
  const fine = verdictOf('01_one', checked('fine'));
  const document = verifyDocument([judgementOf(fine), judgementOf(mistaken, 'least')], ASKED);
  expect(document.pairs.map(({ trial, diagnosis }) => ({ trial, diagnosis }))).toEqual([
    { trial: 'seed', diagnosis: undefined },
    { trial: 'least', diagnosis: DIAGNOSIS },
  ]);
  expect(JSON.parse(visibleJson(document))).toMatchObject({ pairs: [{ ok: true }, { ok: false }] });
});
