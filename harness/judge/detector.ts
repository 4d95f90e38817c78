import type { Mistake, MistakeId, Mistakes } from '../messages/mistakes.ts';
import { explainedBy } from '../mistakes/explains.ts';
import type { Clues } from '../mistakes/look/clues.ts';
import type { Finding } from './finding.ts';
import type { Runs } from './runs.ts';

interface DetectorOf<Id extends MistakeId, Seen> {
  id: Id;
  /** What the runs show of this mistake; nothing where they do not show it. */
  find: (runs: Seen) => Mistakes[Id] | undefined;
  /** What else they show that leads to its place in the port's source. */
  clues?: (runs: Seen) => Clues;
  /** It rests on times or orders alone, and not on what was printed. */
  basis?: 'time';
}

/** Recognises one kind of mistake in a run of each program. */
export type Detector<Seen = Runs> = { [Id in MistakeId]: DetectorOf<Id, Seen> }[MistakeId];

export function findingOf<Seen>(detector: Detector<Seen>, runs: Seen): Finding | undefined {
  const { id, find, clues, basis } = detector;
  const evidence = find(runs);
  if (evidence === undefined) return undefined;
  const mistake = { id, evidence } as Mistake;
  return { mistake, ...(clues && { clues: clues(runs) }), ...(basis && { basis }) };
}

/**
 * What the detectors of one check find, in their order. The first is the mistake. One that is found
 * after it counts only where the first explains it: a later detector relies on what an earlier one
 * did not find.
 */
export function detect<Seen>(detectors: readonly Detector<Seen>[], runs: Seen): Finding[] {
  for (const [at, detector] of detectors.entries()) {
    const first = findingOf(detector, runs);
    if (first === undefined) continue;
    const explained = explainedBy(first.mistake);
    if (explained === 'all') return [first];
    const others = detectors.slice(at + 1).filter(({ id }) => explained.includes(id));
    return [first, ...others.flatMap((each) => findingOf(each, runs) ?? [])];
  }
  return [];
}
