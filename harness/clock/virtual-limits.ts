import { type Limits, OVERTIME_WAKINGS } from '../limits.ts';
import { type Said, text } from '../messages/text.ts';
import { type Ending, generationOf } from '../trace/trace.ts';

interface Account {
  /** Nanoseconds. */
  now: bigint;
  polls: number;
  pace: { gates: number };
}

interface Excess {
  kind: Ending['kind'];
  detail: Said;
}

const seconds = (nanoseconds: bigint) => Number(nanoseconds) / 1e9;

/** The limits of a run that are counted in what it does under the virtual clock. */
export function createVirtualLimits({
  instant,
  polls,
  time = Number.POSITIVE_INFINITY,
  generations = Number.POSITIVE_INFINITY,
}: Pick<Limits, 'instant' | 'polls' | 'time' | 'generations'>) {
  let overtime = 0;
  return {
    /**
     * What the program has too much of, after a gate was opened.
     *
     * @param who whose gate that is
     * @param before what time it was
     */
    afterwards(account: Account, who: string, before: bigint): Excess | undefined {
      const { now } = account;
      if (account.pace.gates > instant) {
        return {
          kind: 'endless instant',
          detail: text('endlessInstant', instant, seconds(now)),
        };
      }
      if (generationOf(who) > generations) {
        return {
          kind: 'too many processes',
          detail: text('tooDeep', who, generationOf(who), generations),
        };
      }
      if (account.polls > polls) {
        return {
          kind: 'spinning',
          detail: text('polls', who, polls),
        };
      }
      if (now > before && seconds(now) > time) overtime += 1;
      if (overtime <= OVERTIME_WAKINGS) return undefined;
      return {
        kind: 'too much time',
        detail: text('overtime', seconds(now), time),
      };
    },
  };
}

export type VirtualLimits = ReturnType<typeof createVirtualLimits>;
