import { isOver, sleepsOf } from '../../trace/sleeps.ts';
import { detector } from '../detector.ts';
import { ROUNDING } from '../tolerance.ts';
import { calls } from './look.ts';
import type { TimingRuns } from './timing-runs.ts';

/** A timer of a task that is blocked: it rings only when the task lets go, and not when it is due. */
export const timerLate = detector<'timer-late', TimingRuns>({
  id: 'timer-late',
  find({ original, found, tolerance }) {
    const slack = tolerance.order + ROUNDING;
    const inTime = sleepsOf(original.trace).filter(
      (sleep) => isOver(sleep) && sleep.to - sleep.from <= sleep.seconds + slack,
    );
    const late = found.find(
      ({ seconds, from, to }) =>
        to - from > seconds + slack &&
        inTime.some((sleep) => Math.abs(sleep.seconds - seconds) < ROUNDING),
    );
    return late && { task: late.task, seconds: late.seconds, from: late.from, to: late.to };
  },
  look: ({ seconds }) => [
    { find: 'calls', kinds: ['timer', 'sleep'], literal: seconds * 1000 },
    { find: 'calls', kinds: ['timer', 'sleep'], literal: seconds },
    ...calls('timer'),
  ],
  explains: [
    'wrong-total',
    'lines-out-of-order',
    'printed-too-late',
    'called-not-started',
    'wrong-task-count',
  ],
});
