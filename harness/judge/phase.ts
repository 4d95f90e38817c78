import type { Trace } from '../observe/trace.ts';
import { formula, type Law, predict, type SimpleLaw } from './law.ts';
import { printedTotals, type Sleep, workOf } from './subject.ts';

/** A part of a run with a law and a total of its own. */
export interface Phase {
  law: SimpleLaw;
  sleeps: Sleep[];
  /** In its order among the totals that the program prints. */
  number: number;
}

/** Each phase lasts until its total is printed; the last until the end. */
export function phasesOf(trace: Trace, law: Law, total: RegExp): Phase[] {
  const laws = law.kind === 'phases' ? law.laws : [law];
  const ends = printedTotals(trace, total).map(({ line }) => trace.events.indexOf(line));
  const phaseOf = ({ place }: Sleep) => {
    const phase = ends.findIndex((end) => place < end);
    return phase === -1 ? laws.length - 1 : Math.min(phase, laws.length - 1);
  };
  const sleeps = Map.groupBy(workOf(trace), phaseOf);
  return laws.map((law, number) => ({ law, sleeps: sleeps.get(number) ?? [], number }));
}

export const expectation = ({ law, sleeps }: Phase) =>
  `expected ${formula(law, sleeps)} = ${predict(law, sleeps).toFixed(2)}`;
