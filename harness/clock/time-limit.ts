import { ENDLESS, type Limits } from '../limits.ts';
import { type Said, text } from '../messages/text.ts';
import type { Ending } from '../trace/trace.ts';

/** Why a program is stopped before its next waking, and at which virtual time in nanoseconds. */
export interface TimeIsUp {
  kind: Extract<Ending['kind'], 'until' | 'endless'>;
  at: bigint;
  detail: Said;
}

/**
 * Decides when a program that goes on and on is stopped: at the time that `--until` names; or else
 * when it has woken so often for so long that it is endless.
 */
export function createTimeLimit({ until, time }: Pick<Limits, 'until' | 'time'>) {
  let wakings = 0;
  const end = until === undefined ? undefined : BigInt(Math.round(until * 1e9));
  return {
    /** Time has passed, and a task goes on. */
    woke() {
      wakings += 1;
    },
    /** @param due when the program goes on next, in nanoseconds */
    before(due: bigint, now: bigint): TimeIsUp | undefined {
      if (end !== undefined) {
        if (due <= end) return undefined;
        return { kind: 'until', at: end, detail: text('until', until as number) };
      }
      // A port has another limit, which its original sets.
      if (time !== undefined || due <= now) return undefined;
      const seconds = Number(due) / 1e9;
      const isLong = seconds > ENDLESS.seconds && wakings >= ENDLESS.wakings;
      if (!isLong && wakings < ENDLESS.most) return undefined;
      return { kind: 'endless', at: now, detail: text('wakesOn', wakings, Number(now) / 1e9) };
    },
  };
}

export type TimeLimit = ReturnType<typeof createTimeLimit>;
