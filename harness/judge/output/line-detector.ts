import type { MistakeId, Mistakes } from '../../messages/mistakes.ts';
import type { Find } from '../../source/find.ts';
import type { LineEvent } from '../../trace/trace.ts';
import { type AnyDetector, detector } from '../detector.ts';
import type { Beside } from './beside.ts';
import { excerpt, whatPrints } from './line-text.ts';

export type OutputDetector = AnyDetector<Beside>;

/** What lines show; in the source what prints one of them is looked for, after what is given. */
interface Shown<Evidence> {
  evidence: Evidence;
  lines: readonly (LineEvent | undefined)[];
  look?: readonly Find[];
}

export function lineDetector<Id extends MistakeId>({
  find,
  ...of
}: {
  id: Id;
  find: (beside: Beside) => Shown<Mistakes[Id]> | undefined;
  explains: readonly MistakeId[];
  basis?: 'time';
}): OutputDetector {
  return detector<Id, Beside>({
    ...of,
    find: (beside) => find(beside)?.evidence,
    look(_, beside) {
      const { look = [], lines = [] } = find(beside) ?? {};
      return [...look, whatPrints(...lines)];
    },
  });
}

/** What a line that is missing and one that is printed in its place show. */
type Between<Evidence> = (
  wanted: LineEvent,
  found: LineEvent,
  beside: Beside,
) => Evidence | undefined;

/** Of so many lines that are missing, and so many too many, each is compared with each. */
const COMPARED = 50;

/** The first two lines that show something. */
export const inPairs =
  <Evidence>(between: Between<Evidence>, look: readonly Find[] = []) =>
  (beside: Beside): Shown<Evidence> | undefined => {
    for (const wanted of beside.missing.slice(0, COMPARED)) {
      for (const found of beside.extra.slice(0, COMPARED)) {
        const evidence = between(wanted, found, beside);
        if (evidence !== undefined) return { evidence, lines: [found, wanted], look };
      }
    }
    return undefined;
  };

export const reworded = (wanted: LineEvent, found: LineEvent) => ({
  found: excerpt(found),
  wanted: excerpt(wanted),
});

/** Random numbers are keyed by what their task printed last: where that is another, they are. */
export const OTHER_DRAWS = ['drawn-elsewhere', 'wrong-number', 'wrong-total'] as const;
