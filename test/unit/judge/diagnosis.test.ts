import { expect, test } from 'vitest';
import { diagnose } from '../../../harness/judge/diagnosis.ts';
import { failed } from '../../../harness/judge/failed.ts';
import type { Mistake, MistakeId, Mistakes } from '../../../harness/messages/mistakes.ts';
import { checked } from '../../support/verdicts.ts';

const FINE = {
  output: checked('fine'),
  timing: checked('fine'),
  tasks: checked('fine'),
  ending: checked('fine'),
};

const found = <Id extends MistakeId>(id: Id, evidence: Mistakes[Id]) => ({
  mistake: { id, evidence } as unknown as Mistake,
});

const idsOf = (of: readonly { mistake: Mistake }[] = []) => of.map(({ mistake }) => mistake.id);

const TOTAL = found('wrong-total', { found: 13, wanted: 7 });
const LATE = found('printed-too-late', { text: 'done', original: 7, port: 13 });
const UNJOINED = found('missing-join', { unjoined: ['main.1'] });
const EXIT = found('wrong-exit-code', { task: 'main', found: 1, wanted: 0, isEarly: false });

test('the mistake that explains the others is told first, whichever check found it', () => {
  const held = found('output-held-back', { text: 'done', original: 7, port: 13 });
  const diagnosis = diagnose({
    ...FINE,
    timing: failed([TOTAL]),
    output: failed([held, LATE]),
  });
  expect(diagnosis).toMatchObject({ check: 'output', mistake: { id: 'output-held-back' } });
  expect(idsOf(diagnosis?.consequences)).toEqual(['wrong-total', 'printed-too-late']);
  expect(diagnosis?.others).toEqual([]);
});

test('a mistake that does not follow from the first one is another', () => {
  const diagnosis = diagnose({ ...FINE, timing: failed([UNJOINED]), ending: failed([EXIT]) });
  expect(diagnosis?.mistake.id).toBe('missing-join');
  expect(idsOf(diagnosis?.others)).toEqual(['wrong-exit-code']);
});

test('of two mistakes that explain each other the first check’s is told', () => {
  const early = found('printed-too-early', { text: 'done', original: 7, port: 6, task: 'main' });
  const diagnosis = diagnose({ ...FINE, timing: failed([UNJOINED]), output: failed([early]) });
  expect(diagnosis?.check).toBe('timing');
  expect(idsOf(diagnosis?.consequences)).toEqual(['printed-too-early']);
});

test('a mistake that two checks find is told once', () => {
  const [asleep, heard] = [
    found('daemon-joined', { task: 'main.1', seconds: 9 }),
    found('daemon-joined', { task: 'main.1', first: 'done' }),
  ];
  const diagnosis = diagnose({ ...FINE, timing: failed([asleep]), output: failed([heard]) });
  expect(diagnosis?.check).toBe('timing');
  expect([...idsOf(diagnosis?.consequences), ...idsOf(diagnosis?.others)]).toEqual([]);
});
