import type { Mistake } from '../messages/mistakes.ts';
import { explainedBy } from '../mistakes/explains.ts';
import type { Clues } from '../mistakes/look/clues.ts';
import type { Located } from '../source/find.ts';

/** A mistake that a detector found. */
export interface Finding {
  mistake: Mistake;
  /** What leads to its place in the port's source. */
  clues?: Clues;
  /** It rests on times or orders alone, and not on what was printed. */
  basis?: 'time';
  /** Where it stands in the port's source, once that was looked for. */
  located?: Located;
}

/** Whether a mistake is a mere consequence of another. */
export function explainsIt(one: Finding, other: Finding): boolean {
  const explained = explainedBy(one.mistake);
  return explained === 'all' || explained.includes(other.mistake.id);
}
