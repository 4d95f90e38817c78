import { isOver, sleepsOf } from '../../trace/sleeps.ts';
import type { Detector } from '../detector.ts';
import { ROUNDING } from '../tolerance.ts';
import type { TimingRuns } from './timing-runs.ts';

/** A timer of a blocked task: it fires only when the task lets go, and not when it is due. */
export const timerLate: Detector<TimingRuns> = {
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
};
