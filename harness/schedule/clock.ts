import { LockstepError } from '../errors.ts';
import type { ClockName } from '../observe/trace.ts';

export const CLOCKS = ['virtual', 'real'] as const satisfies ClockName[];

/** @throws LockstepError UNKNOWN_CLOCK */
export function clockNamed(name: string): ClockName {
  const clock = CLOCKS.find((known) => known === name);
  if (clock !== undefined) return clock;
  throw new LockstepError('UNKNOWN_CLOCK', {
    what: `There is no clock “${name}”.`,
    next: `Choose one of: ${CLOCKS.join(', ')}`,
  });
}

/** The virtual clock reads how threads wait from /proc, and holds them at FIFOs: Linux has both. */
export function defaultClock(platform: NodeJS.Platform): ClockName {
  return platform === 'linux' ? 'virtual' : 'real';
}
