import type { Mistake, MistakeId, Mistakes } from '../messages/mistakes.ts';
import type { Find } from '../source/find.ts';
import type { Finding } from './finding.ts';
import type { Runs } from './runs.ts';

/** Recognises one kind of mistake in a run of each program. */
export interface Detector<Id extends MistakeId = MistakeId, Seen = Runs> {
  id: Id;
  /** What the runs show of this mistake; nothing where they do not show it. */
  find: (runs: Seen) => Mistakes[Id] | undefined;
  /** What to look for in the port's source: of several the first that is found. */
  look?: (evidence: Mistakes[Id], runs: Seen) => readonly Find[];
  /** Mistakes that merely follow from this one, in any check. */
  explains: readonly MistakeId[] | 'all';
  /** It rests on times or orders alone, and not on what was printed. */
  basis?: 'time';
}

/** A detector of any kind: what it finds is what it tells, whichever that is. */
export interface AnyDetector<Seen = Runs> {
  id: MistakeId;
  explains: readonly MistakeId[] | 'all';
  detect: (runs: Seen) => Finding | undefined;
}

export function detector<Id extends MistakeId, Seen = Runs>(
  of: Detector<Id, Seen>,
): AnyDetector<Seen> {
  const { id, explains, basis } = of;
  return {
    id,
    explains,
    detect(runs) {
      const evidence = of.find(runs);
      if (evidence === undefined) return undefined;
      const mistake = { id, evidence } as unknown as Mistake;
      const look = of.look?.(evidence, runs) ?? [];
      return { mistake, look, explains, ...(basis !== undefined && { basis }) };
    },
  };
}

/**
 * What the detectors of one check find, in their order. The first is the mistake. One that is found
 * after it counts only where the first explains it: a later detector relies on what an earlier one
 * did not find.
 */
export function detect<Seen>(detectors: readonly AnyDetector<Seen>[], runs: Seen): Finding[] {
  let first: Finding | undefined;
  const findings: Finding[] = [];
  for (const each of detectors) {
    if (first?.explains === 'all') break;
    if (first !== undefined && !first.explains.includes(each.id)) continue;
    const finding = each.detect(runs);
    if (finding === undefined) continue;
    first ??= finding;
    findings.push(finding);
  }
  return findings;
}
