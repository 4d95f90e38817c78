import type { MistakeId, Mistakes } from '../../messages/mistakes.ts';
import type { LineEvent } from '../../trace/trace.ts';
import type { Detector } from '../detector.ts';
import type { Beside } from './beside.ts';
import { excerpt, textsOf } from './line-text.ts';

export type OutputDetector = Detector<Beside>;

/** What lines show. */
interface Shown<Evidence> {
  evidence: Evidence;
  lines: readonly (LineEvent | undefined)[];
}

export const lineDetector = <Id extends MistakeId>({
  find,
  ...of
}: {
  id: Id;
  find: (beside: Beside) => Shown<Mistakes[Id]> | undefined;
  basis?: 'time';
}) =>
  ({
    ...of,
    find: (beside: Beside) => find(beside)?.evidence,
    clues: (beside: Beside) => ({ lines: textsOf(...(find(beside)?.lines ?? [])) }),
  }) as OutputDetector;

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
  <Evidence>(between: Between<Evidence>) =>
  (beside: Beside): Shown<Evidence> | undefined => {
    for (const wanted of beside.missing.slice(0, COMPARED)) {
      for (const found of beside.extra.slice(0, COMPARED)) {
        const evidence = between(wanted, found, beside);
        if (evidence !== undefined) return { evidence, lines: [found, wanted] };
      }
    }
    return undefined;
  };

export const reworded = (wanted: LineEvent, found: LineEvent) => ({
  found: excerpt(found),
  wanted: excerpt(wanted),
});
