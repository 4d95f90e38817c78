import { LockstepError } from '../errors.ts';
import type { ClockName } from '../trace/trace.ts';

export const CLOCKS = ['virtual', 'real'] as const satisfies ClockName[];

/** The virtual clock reads how threads wait from /proc, and holds them at FIFOs: Linux has both. */
export function defaultClock(platform: NodeJS.Platform): ClockName {
  return platform === 'linux' ? 'virtual' : 'real';
}

/** @throws LockstepError UNKNOWN_CLOCK for a name that is none, or one that this system lacks */
export function clockNamed(name: string, platform: NodeJS.Platform): ClockName {
  const clock = CLOCKS.find((known) => known === name);
  if (clock === undefined) {
    throw new LockstepError('UNKNOWN_CLOCK', (m) => m.errors.unknownClock(name, CLOCKS));
  }
  if (clock === 'virtual' && defaultClock(platform) !== 'virtual') {
    throw new LockstepError('UNKNOWN_CLOCK', (m) => m.errors.noVirtualClockOn(platform));
  }
  return clock;
}
