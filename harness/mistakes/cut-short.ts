import type { MistakeId } from '../messages/mistakes.ts';
import { OUTPUT_LOOKS } from './look/output.ts';
import { TASK_LOOKS } from './look/tasks.ts';
import { TIMING_LOOKS } from './look/timing.ts';

/** Mistakes that show in whatever a run has done, however early it ended: they have causes of their own. */
const SURE = new Set<MistakeId>([
  'unobserved-task',
  'wrong-task-kind',
  'printed-by-another-task',
  'wrong-stream',
  'wrong-line-end',
  'wrong-decimals',
  'wrong-process-id',
  'wrong-unit',
  'wrong-range',
  'shared-draw',
  'daemon-joined',
]);

const BEFORE_THE_END = Object.keys({ ...OUTPUT_LOOKS, ...TASK_LOOKS, ...TIMING_LOOKS });

/** Mistakes that may merely show that the rest of a run never came. */
export const CUT_SHORT: readonly MistakeId[] = [
  ...(BEFORE_THE_END as MistakeId[]).filter((id) => !SURE.has(id)),
  'wrong-exit-code',
  'process-left-behind',
];
