import { count } from '../counted.ts';
import { type Limits, mayAllow, OVERTIME_WAKINGS } from '../limits.ts';
import { type Ending, generationOf } from '../trace/trace.ts';

interface Account {
  /** Nanoseconds. */
  now: bigint;
  polls: number;
  pace: { gates: number };
}

interface Excess {
  kind: Ending['kind'];
  detail: string;
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
     * What it has too much of, after a gate was opened.
     *
     * @param who whose gate that is
     * @param before what time it was
     */
    afterwards(account: Account, who: string, before: bigint): Excess | undefined {
      const { now } = account;
      if (account.pace.gates > instant) {
        return {
          kind: 'endless instant',
          detail: `${instant} lines, starts and wakings at ${seconds(now)} s, and no end of them ${mayAllow('instant')}`,
        };
      }
      if (generationOf(who) > generations) {
        return {
          kind: 'too many processes',
          detail: `${who} is ${generationOf(who)} generations below main; the limit is ${generations} ${mayAllow('generations')}`,
        };
      }
      if (account.polls > polls) {
        return {
          kind: 'spinning',
          detail: `${who} has read a clock, yielded or looked for something ${count(polls, 'time')} in a row, and did nothing else ${mayAllow('polls')}`,
        };
      }
      if (now > before && seconds(now) > time) overtime += 1;
      if (overtime <= OVERTIME_WAKINGS) return undefined;
      return {
        kind: 'too much time',
        detail: `${seconds(now).toFixed(2)} s of its time; the limit is ${time.toFixed(2)} s ${mayAllow('time')}`,
      };
    },
  };
}

export type VirtualLimits = ReturnType<typeof createVirtualLimits>;
