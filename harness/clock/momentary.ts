import { MOMENT, PATIENCE, PATIENT_LOOK } from '../looks.ts';
import { type ThreadFiles, turnsOf } from '../proc/thread-files.ts';
import type { BlockedThread } from './blocked-thread.ts';
import { millisecondsLeft } from './time-left.ts';

/**
 * Tells waits that are soon over by themselves from those that are rest.
 *
 * @param isHousekeeping whether a timed wait is the runtime's own, and means nothing to the program
 * @param proc where the kernel shows the program's processes
 */
export function momentaryWaits(isHousekeeping: (thread: BlockedThread) => boolean, proc: string) {
  /** Waits that may be over soon, by thread. */
  const recent = new Map<number, { turns: string; seen: number; at: number }>();
  return (thread: BlockedThread, files: ThreadFiles): boolean => {
    const { pid, tid, wait, turns } = thread;
    if (!(wait.timed || wait.untilRead) || isHousekeeping(thread)) return false;
    const remaining =
      wait.limit === undefined ? undefined : millisecondsLeft(`${proc}/${pid}`, wait.limit);
    // The memory holds that time only while the thread waits.
    if (remaining !== undefined) return remaining < MOMENT || turnsOf(files) !== turns;
    const known = recent.get(tid);
    const at = performance.now();
    if (known?.turns !== turns) {
      recent.set(tid, { turns, seen: 0, at });
      return true;
    }
    // A harness that was stopped or starved meanwhile has read nothing: that time does not count.
    known.seen += Math.min(at - known.at, PATIENT_LOOK);
    known.at = at;
    return known.seen < PATIENCE;
  };
}
