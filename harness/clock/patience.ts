import { type BareStart, cpuLimit } from '../launch/cpu-limit.ts';
import type { Effort, EffortMeter } from '../launch/effort.ts';
import { type Limits, NOTABLE_EFFORT } from '../limits.ts';
import { EFFORT_LOOKS, LONGEST_LOOK } from '../looks.ts';

/** Why a program may not go on. */
export type Impatience =
  /** It used more CPU time than it may, without a rest. */
  | { kind: 'spinning'; effort: Effort; limit: number }
  /** Nothing in it has moved for so many seconds: it hangs, or the machine is too slow. */
  | { kind: 'stalled'; seconds: number };

/** Decides how long a program may go on without coming to a gate. */
export interface Patience {
  /** A gate was opened, or a message has come. */
  moved: () => void;
  /** All of it was found asleep. */
  rested: () => void;
  /** To be asked at each look. */
  impatience: () => Impatience | undefined;
  /** The program's first process has ended: what is left has limits of its own. */
  outlive: (limits: PatienceLimits) => void;
  /** The most CPU seconds that it used between two rests, as far as that was looked at. */
  readonly most: number;
}

type PatienceLimits = Pick<Limits, 'cpu' | 'starts' | 'seconds'>;

export interface PatienceOptions {
  meter: EffortMeter;
  limits: PatienceLimits;
  bareStart: BareStart;
  /** Milliseconds that never go back. */
  now: () => number;
  onComputing?: ((effort: Effort) => void) | undefined;
}

export function createPatience(options: PatienceOptions): Patience {
  const { meter, bareStart, now, onComputing } = options;
  let { limits } = options;
  let isTooMuch = cpuLimit(limits, bareStart);
  let asleep = 0;
  let last = now();
  let sinceLook = 0;
  let isResting = true;
  let most = 0;
  const look = (): Impatience | undefined => {
    const effort = meter.look();
    if (effort.isAtWork) asleep = 0;
    most = Math.max(most, effort.seconds);
    if (effort.seconds >= NOTABLE_EFFORT) onComputing?.(effort);
    const limit = isTooMuch(effort.seconds);
    return limit === undefined ? undefined : { kind: 'spinning', effort, limit };
  };
  return {
    moved() {
      asleep = 0;
    },
    rested() {
      sinceLook = 0;
      if (!isResting) meter.rested();
      isResting = true;
    },
    impatience() {
      const step = Math.min(now() - last, LONGEST_LOOK);
      last = now();
      asleep += step;
      sinceLook += step;
      if (sinceLook >= EFFORT_LOOKS) {
        sinceLook = 0;
        isResting = false;
        const found = look();
        if (found !== undefined) return found;
      }
      const { seconds } = limits;
      return asleep > seconds * 1000 ? { kind: 'stalled', seconds } : undefined;
    },
    outlive(given) {
      limits = given;
      isTooMuch = cpuLimit(limits, bareStart);
      asleep = 0;
    },
    get most() {
      return most;
    },
  };
}
