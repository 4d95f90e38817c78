import type { Mistake, Mistakes } from '../../messages/mistakes.ts';
import type { Find } from '../../source/find.ts';
import type { Clues, Looks } from './clues.ts';
import { ENDING_LOOKS } from './ending.ts';
import { OUTPUT_LOOKS } from './output.ts';
import { TASK_LOOKS } from './tasks.ts';
import { TIMING_LOOKS } from './timing.ts';

export const LOOKS: Looks<Mistakes> = {
  ...TASK_LOOKS,
  ...TIMING_LOOKS,
  ...OUTPUT_LOOKS,
  ...ENDING_LOOKS,
};

/** What to look for in the port's source: of several the first that is found. */
export function looksFor({ id, evidence }: Mistake, clues: Clues = {}): readonly Find[] {
  const look = LOOKS[id] as (evidence: Mistake['evidence'], clues: Clues) => readonly Find[];
  return look(evidence, clues);
}
