import type { Expected } from '../messages/evidence/values.ts';
import { isOver, type Sleep, sleepsOf } from '../trace/sleeps.ts';
import type { Trace } from '../trace/trace.ts';
import { formulaOf, type Law, predict, type SimpleLaw } from './law.ts';
import { printedTotals } from './printed-totals.ts';

/** A part of a run with a law and a total of its own. */
export interface Phase {
  law: SimpleLaw;
  /** Those that ended; where the first cuts off the others, these too. */
  sleeps: Sleep[];
  /** Its place among the phases, and so among the totals that the program prints, from 0. */
  number: number;
  /** How many phases there are. */
  of: number;
}

/** Each phase lasts until its total is printed; the last until the end. */
export function phasesOf(trace: Trace, law: Law, total: RegExp): Phase[] {
  const laws = law.kind === 'phases' ? law.laws : [law];
  const ends = printedTotals(trace, total).map(({ line }) => line.place);
  const phaseOf = ({ place }: Sleep) => {
    const phase = ends.findIndex((end) => place < end);
    return phase === -1 ? laws.length - 1 : Math.min(phase, laws.length - 1);
  };
  const sleeps = Map.groupBy(sleepsOf(trace), phaseOf);
  return laws.map((law, number) => {
    const all = sleeps.get(number) ?? [];
    return { law, sleeps: law.kind === 'min' ? all : all.filter(isOver), number, of: laws.length };
  });
}

/** What the law predicts of the sleeps of a phase. */
export function expectedOf({ law, sleeps, number, of }: Phase): Expected {
  return {
    formula: formulaOf(law, sleeps),
    total: predict(law, sleeps),
    ...(of > 1 && { phase: { number: number + 1, of } }),
  };
}
