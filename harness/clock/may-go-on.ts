import { firstTimers } from './event-loop.ts';
import type { Waiting } from './waiting.ts';

/** Which of those that wait could go on, if their time had come. */
export function freeAmong(waiting: readonly Waiting[]): Waiting[] {
  // A signal handler goes on before what it interrupted, which came to its gate earlier.
  const atGates = new Map(
    waiting.flatMap((one) => ('gate' in one.how && !one.yields ? [[one.address, one]] : [])),
  );
  const timers = firstTimers(waiting);
  return waiting.filter((one) => {
    if ('gate' in one.how) return one.yields === true || atGates.get(one.address) === one;
    // Its event loop stands still while its task is at a gate.
    return !atGates.has(one.address) && timers.has(one);
  });
}

/**
 * Which of them may go on now; or else those that are due first, however far away.
 *
 * @param isBusy what is due goes before what could go on for ever
 */
export function dueAmong(free: readonly Waiting[], now: bigint, isBusy: boolean): Waiting[] {
  const due = free.filter((one) => one.due === null || one.due <= now);
  const overdue = isBusy ? due.filter((one) => one.due !== null) : [];
  if (overdue.length > 0) return withoutRinging(overdue);
  if (due.length > 0) return withoutRinging(due);
  const first = nextAmong(free, now);
  return withoutRinging(free.filter((one) => one.due === first));
}

/** When something is due that is not due yet, in nanoseconds. */
export function nextAmong(waiting: readonly Waiting[], now: bigint): bigint | null {
  return waiting.reduce<bigint | null>((least, { due }) => {
    if (due === null || due <= now) return least;
    return least === null || due < least ? due : least;
  }, null);
}

/** Without the polls before which a timer of the same event loop goes: that is no choice. */
const withoutRinging = (ready: readonly Waiting[]) =>
  ready.filter((one) => {
    const isTimerOfIt = ({ address, how }: Waiting) => address === one.address && 'timer' in how;
    return one.yields !== true || !ready.some(isTimerOfIt);
  });
