import type { Limits } from '../limits.ts';
import { LONGEST_TIMER } from '../looks.ts';
import { type Said, text } from '../messages/text.ts';
import type { Ending } from '../trace/trace.ts';
import type { GiveUp } from './driver.ts';

/**
 * Ends a program by real time.
 *
 * @param isDriven the driver of the virtual clock stops it at `until` by that clock
 */
export function limitWallTime(
  { total, until }: Pick<Limits, 'total' | 'until'>,
  isDriven: boolean,
  stop: GiveUp,
): Disposable {
  const after = (seconds: number, kind: Ending['kind'], why: Said) =>
    setTimeout(stop, Math.min(seconds, LONGEST_TIMER) * 1000, kind, [why]);
  const timers = [
    after(total, 'stalled', text('takesTooLong', total)),
    ...(until === undefined || isDriven ? [] : [after(until, 'until', text('until', until))]),
  ];
  return {
    [Symbol.dispose]() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
