import type { MatchedLine } from './match-lines.ts';
import { UNKNOWN_TASK } from './trace.ts';

/** Two lines in the original's order, which is no luck, that the port prints the other way round. */
export interface Swap {
  before: MatchedLine;
  after: MatchedLine;
  /** How many lines would have to move. */
  lines: number;
}

/**
 * Of all such lines the two that lie furthest apart in both programs.
 *
 * @param near how many seconds apart two lines of different tasks may come either way round
 * @param isLate whether the machine may have made the programs late
 */
export function clearestSwap(
  lines: readonly MatchedLine[],
  near: number,
  isLate: boolean,
): Swap | undefined {
  let clearest: Omit<Swap, 'lines'> | undefined;
  let widest = -Infinity;
  const [early, late] = [new Set<MatchedLine>(), new Set<MatchedLine>()];
  /** For each line, and each after it, the first place that one of them has in the port. */
  const firstAfter: number[] = [];
  for (let at = lines.length - 1, first = Infinity; at >= 0; at -= 1) {
    first = Math.min(first, lines[at]?.place ?? first);
    firstAfter[at] = first;
  }
  for (const [index, before] of lines.entries()) {
    if (before.place < (firstAfter[index] ?? 0)) continue;
    for (const after of lines.slice(index + 1)) {
      if (before.place < after.place) continue;
      const inOriginal = after.original.time - before.original.time;
      // On a busy machine it is luck, too, which worker of a pool takes a job.
      const isOne = isOneTask(before, after) && !(isLate && before.port.task !== after.port.task);
      if (!isOne && inOriginal <= near) continue;
      early.add(after);
      late.add(before);
      const apart = Math.min(inOriginal, before.port.time - after.port.time);
      if (apart <= widest) continue;
      widest = apart;
      clearest = { before, after };
    }
  }
  return clearest && { ...clearest, lines: Math.min(early.size, late.size) };
}

/**
 * Two lines that one task prints one after the other at one instant, the other way round in the
 * port: whatever went on elsewhere, its statements have changed places.
 */
export function turnedLines(lines: readonly MatchedLine[], near: number): Swap | undefined {
  const at = ({ original, port }: MatchedLine) => [original.time, port.time] as const;
  for (const own of Map.groupBy(lines, ({ original }) => original.task).values()) {
    for (const [index, after] of own.entries()) {
      const before = own[index - 1];
      if (before === undefined || before.place < after.place || !isOneTask(before, after)) continue;
      const isAtOnce = at(before).every(
        (time, one) => Math.abs(time - (at(after)[one] ?? 0)) <= near,
      );
      if (isAtOnce && before.port.task === after.port.task) return { before, after, lines: 1 };
    }
  }
  return undefined;
}

/** One task prints both lines, so that luck has no part in their order. */
export function isOneTask(one: MatchedLine, other: MatchedLine): boolean {
  return one.original.task === other.original.task && one.original.task !== UNKNOWN_TASK;
}
