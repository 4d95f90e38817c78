import type { Sleep } from '../trace/sleeps.ts';
import { formulaOf, predict, type SimpleLaw } from './law.ts';
import type { Phase } from './phase.ts';

/** Each sleep began when the one before was over; or all went on at once; or neither. */
export type Arrangement = 'sum' | 'max' | 'mixed';

export function arrangement(sleeps: readonly Sleep[]): Arrangement {
  const isApart = ({ from }: Sleep, index: number) =>
    index === 0 || from >= (sleeps[index - 1]?.to ?? 0);
  if (sleeps.every(isApart)) return 'sum';
  const latestStart = Math.max(...sleeps.map(({ from }) => from));
  const earliestEnd = Math.min(...sleeps.map(({ to }) => to));
  return latestStart < earliestEnd ? 'max' : 'mixed';
}

/** The law that the sleeps of a phase did keep, for a reader; nothing where they kept none. */
export function ranAs({ sleeps }: Phase) {
  const kind = arrangement(sleeps);
  if (kind === 'mixed') return {};
  const law: SimpleLaw = { kind };
  return { ran: { formula: formulaOf(law, sleeps), total: predict(law, sleeps) } };
}

/** The first sleep, and the first that began only when that was over. */
export function firstApart(sleeps: readonly Sleep[]): [Sleep, Sleep] {
  const [first] = sleeps as [Sleep];
  return [first, sleeps.find(({ from }) => from >= first.to) ?? (sleeps.at(-1) as Sleep)];
}

/** The most sleeps that went on at once. */
export function mostAtOnce(sleeps: readonly Sleep[]): number {
  return Math.max(
    ...sleeps.map(({ from }) => sleeps.filter((one) => one.from <= from && from < one.to).length),
  );
}
