import type { Mistake, MistakeId } from '../messages/mistakes.ts';
import type { Find, Located } from '../source/find.ts';

/** A mistake that a detector found. */
export interface Finding {
  mistake: Mistake;
  look: readonly Find[];
  explains: readonly MistakeId[] | 'all';
  basis?: 'time';
  /** Where it stands in the port's source, once that was looked for. */
  located?: Located;
}

/** Whether a mistake is a mere consequence of another. */
export function explainsIt(one: Pick<Finding, 'explains' | 'mistake'>, other: Finding): boolean {
  if (one.mistake === other.mistake) return false;
  return one.explains === 'all' || one.explains.includes(other.mistake.id);
}
