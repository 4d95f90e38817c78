import { ending } from '../../messages/en/mistakes/ending.ts';
import { mistakes } from '../../messages/en/mistakes/index.ts';
import type { MistakeId } from '../../messages/mistakes.ts';

/** Mistakes that show in whatever a run has done, however early it ended; and its ending itself. */
const SURE = new Set<string>([
  ...Object.keys(ending),
  'unobserved-task',
  'wrong-task-kind',
  'wrong-stream',
  'wrong-line-end',
  'wrong-decimals',
  'wrong-process-id',
  'wrong-unit',
  'wrong-range',
  'shared-draw',
]);

/** Mistakes that may merely show that the rest of a run never came. */
export const CUT_SHORT: readonly MistakeId[] = [
  ...(Object.keys(mistakes) as MistakeId[]).filter((id) => !SURE.has(id)),
  'wrong-exit-code',
  'process-left-behind',
];
