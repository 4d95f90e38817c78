import type { Formula } from '../messages/evidence/values.ts';

/**
 * How the total time of a program follows from the durations of what it does:
 * - `sum`: one after the other;
 * - `max`: all side by side;
 * - `min`: all side by side, until the first is over, which cuts off the others;
 * - `pool`: by so many workers, each of which takes the next as soon as it is free (list
 *   scheduling: Graham 1966); the total is the makespan;
 * - `pipeline`: each task is a stage, in the order in which they begin to work; a stage takes its
 *   next item as soon as it is free and the stage before is done with it (a permutation flow shop);
 * - `phases`: one law after the other, each with a total of its own.
 */
export type Law = SimpleLaw | { kind: 'phases'; laws: readonly SimpleLaw[] };

export type SimpleLaw =
  | { kind: 'sum' | 'max' | 'min' | 'pipeline' }
  | { kind: 'pool'; workers: number };

/** A piece of work, in the order in which they begin. */
export interface Piece {
  /** Who does it. */
  task: string;
  seconds: number;
}

/**
 * When each piece begins, if nothing takes time but the pieces.
 *
 * @param endOf when a piece that began before is over; by default as the law has it
 */
export function beginnings(
  law: SimpleLaw,
  pieces: readonly Piece[],
  endOf?: (index: number) => number,
): number[] {
  const starts: number[] = [];
  const end = (index: number) =>
    endOf ? endOf(index) : (starts[index] as number) + (pieces[index] as Piece).seconds;
  const stages = stagesOf(pieces);
  for (const [index] of pieces.entries()) {
    starts.push(Math.max(0, ...predecessors(law, index, stages, end).map(end)));
  }
  return starts;
}

/** The pieces that must be over before this one begins. */
function predecessors(
  law: SimpleLaw,
  index: number,
  stages: readonly number[][],
  end: (index: number) => number,
): number[] {
  switch (law.kind) {
    case 'max':
    case 'min':
      return [];
    case 'sum':
      return index === 0 ? [] : [index - 1];
    case 'pool': {
      // Of those that began before, all but the last few: who ends last still works.
      const before = Array.from({ length: index }, (_, other) => other);
      const byEnd = before.sort((a, b) => end(a) - end(b));
      const free = byEnd[index - law.workers];
      return free === undefined ? [] : [free];
    }
    case 'pipeline': {
      const stage = stages.findIndex((items) => items.includes(index));
      const item = stages[stage]?.indexOf(index) ?? 0;
      const before = [stages[stage]?.[item - 1], stages[stage - 1]?.[item]];
      return before.filter((other) => other !== undefined);
    }
  }
}

/** For each task, in the order in which they begin, the places of its pieces. */
function stagesOf(pieces: readonly Piece[]): number[][] {
  return [...Map.groupBy(pieces.keys(), (index) => (pieces[index] as Piece).task).values()];
}

/** The total that a law foretells, in the unit of the pieces. */
export function predict(law: SimpleLaw, pieces: readonly Piece[]): number {
  const starts = beginnings(law, pieces);
  const ends = pieces.map(({ seconds }, index) => (starts[index] as number) + seconds);
  return law.kind === 'min' && ends.length > 0 ? Math.min(...ends) : Math.max(0, ...ends);
}

/** The law with its numbers, for a reader (messages/en/words.ts). */
export function formulaOf(law: SimpleLaw, pieces: readonly Piece[]): Formula {
  const durations = pieces.map(({ seconds }) => seconds);
  if (law.kind === 'pool') return { kind: 'pool', workers: law.workers, pieces: durations };
  if (law.kind !== 'pipeline') return { kind: law.kind, pieces: durations };
  const stages = stagesOf(pieces).map((items) => items.map((index) => durations[index] as number));
  return { kind: 'pipeline', stages };
}
