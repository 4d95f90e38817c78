import type { Check } from '../../judge/check.ts';
import type { CheckName } from '../../judge/check-names.ts';
import type { Runs } from '../../judge/runs.ts';
import type { Mistake } from '../../messages/mistakes.ts';
import type { Said } from '../../messages/text.ts';
import { againText } from '../again.ts';
import { endingSeen } from './ending.ts';
import { orderSeen } from './orders.ts';
import { outputSeen } from './output.ts';
import type { Row } from './side-by-side.ts';
import { tasksSeen } from './tasks.ts';
import { timingSeen } from './timing.ts';

/** What is shown beside the mistake of a check. */
export interface Seen {
  /** What was seen, line by line; `again` is the last of it. */
  evidence: Said[];
  /** Both programs, from where they part. */
  sideBySide?: Row[];
  /** Where it shows in an order of its own: the command that runs it so. */
  again?: string;
}

/** What the runs show that were judged; nothing of a check that holds. */
export function seenIn(name: CheckName, { seen, findings, again }: Check): Seen | undefined {
  if (seen === undefined) return undefined;
  const shown = 'owner' in seen ? orderSeen(seen) : SEEN[name](seen, findings?.[0]?.mistake);
  if (again === undefined) return shown;
  const command = againText(again);
  return { ...shown, evidence: [...shown.evidence, command], again: command };
}

const SEEN: Record<CheckName, (runs: Runs, mistake?: Mistake) => Seen> = {
  output: outputSeen,
  timing: timingSeen,
  tasks: tasksSeen,
  ending: endingSeen,
};
