import { expect } from 'vitest';
import type { BareStart, Interrupted } from './interrupt.ts';

/** From the signal to the end, in milliseconds, where the machine has a processor to spare. */
const SOON = 2000;

/** A machine has one where a bare Node takes less than so many times its CPU time. */
const IDLE = 2;

/**
 * How many bare starts' CPU time, 40 to 50 ms each, the command may use from the signal to its end. Of 120
 * interrupts at loads of 25 to 35 the median used 100 ms and the worst 320, while it was loading;
 * before it looked for signals in between five of five used 620 to 750.
 */
const BARE_STARTS = 10;

const MESSAGE =
  'lockstep: Interrupted: every running program was ended.\nNothing is left behind. Run the command again when you like.';

/**
 * Its report was out, and it was at its exit: there a signal ends Node itself, or is not heard any
 * more. One that ignores a signal uses more than a bare start until its end: of 360 interrupts one
 * was so late, and used less than 10 ms.
 */
export const cameTooLate = ({ code, stdout, left, cpu }: Interrupted, bare: BareStart): boolean =>
  code <= 0 && stdout !== '' && left.length === 0 && cpu < bare.cpu;

/**
 * It ended by itself, soon, and left nothing. At its very start and end it says nothing.
 *
 * @param bare what the machine was like
 */
export function expectWellEnded(interrupted: Interrupted | undefined, bare: BareStart): void {
  if (interrupted === undefined) throw new RangeError('the command had ended before the signal');
  const { code, stderr, left, cpu, took } = interrupted;
  expect({ code, left }).toEqual({ code: 130, left: [] });
  expect(stderr).toBeOneOf(['', MESSAGE]);
  expect(cpu).toBeLessThan(BARE_STARTS * bare.cpu);
  if (bare.took < IDLE * bare.cpu) expect(took).toBeLessThan(SOON);
}
