import { LockstepError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { pairNamed } from '../pairs.ts';

/**
 * A verb may be left out, so that a misspelt one would be taken for a pair.
 *
 * @param word the first of the command line
 * @throws LockstepError UNKNOWN_PAIR for what is neither, but close to a verb
 */
export function rejectMisspeltVerb(word: string | undefined, verbs: readonly string[]): void {
  if (word === undefined || word.startsWith('-') || verbs.includes(word)) return;
  const [verb] = nearest(word, verbs);
  if (verb === undefined || pairNamed(word) !== undefined) return;
  throw new LockstepError('UNKNOWN_PAIR', (m) => m.errors.unknownCommand(word, verb));
}
