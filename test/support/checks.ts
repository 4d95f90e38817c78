import { expect } from 'vitest';
import type { Check } from '../../harness/judge/subject.ts';
import type { MistakeId, Mistakes } from '../../harness/messages/mistakes.ts';
import { looksFor } from '../../harness/mistakes/look/index.ts';

/** A failure shows what a learner would read: the sentence, and what was seen. */
export function expectConforming({ ok, sentence, evidence = [] }: Check): void {
  expect(ok, [sentence, ...evidence, ''].join('\n')).toBe(true);
}

/** The mistake that a check tells, and what it shows of it. */
export function expectMistaken<Id extends MistakeId>(
  { ok, findings = [] }: Check,
  id: Id,
  evidence: Partial<Mistakes[Id]> = {},
): void {
  const [first] = findings;
  expect({ ok, ...first?.mistake }).toMatchObject({ ok: false, id, evidence });
}

/** What is looked for in the source of the port. */
export function looksOf({ findings: [first] = [] }: Pick<Check, 'findings'>) {
  return first && looksFor(first.mistake, first.clues);
}
