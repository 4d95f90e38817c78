import { expect } from 'vitest';
import type { Check } from '../../harness/judge/check.ts';
import type { CheckName } from '../../harness/judge/check-names.ts';
import type { MistakeId, Mistakes } from '../../harness/messages/mistakes.ts';
import { looksFor } from '../../harness/mistakes/look/index.ts';
import { seenIn } from '../../harness/report/seen/seen.ts';

/** A failure shows what a learner would read. */
export function expectConforming({ ok, sentence }: Check): void {
  expect(ok, `${sentence}\n`).toBe(true);
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

/** What is shown beside the mistake of a check, line by line. */
export const evidenceOf = (name: CheckName, check: Check) =>
  seenIn(name, check)?.evidence.map(String);

/** The rows of a comparison: what is on each side, and whether it is the same. */
export const rowsOf = (name: CheckName, check: Check) =>
  seenIn(name, check)?.sideBySide?.map(({ original = '', port = '', same }) => [
    String(original),
    String(port),
    same,
  ]);
