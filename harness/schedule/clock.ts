import { LockstepError } from '../errors.ts';
import type { ClockName } from '../observe/trace.ts';

export const CLOCKS = ['real'] as const satisfies ClockName[];

/** @throws LockstepError UNKNOWN_CLOCK */
export function clockNamed(name: string): ClockName {
  const clock = CLOCKS.find((known) => known === name);
  if (clock !== undefined) return clock;
  throw new LockstepError('UNKNOWN_CLOCK', {
    what: `There is no clock “${name}”.`,
    next: `Choose one of: ${CLOCKS.join(', ')}`,
  });
}
