import { type LineEvent, UNKNOWN_TASK } from '../../trace/trace.ts';
import type { Check } from '../subject.ts';
import { excerpt, printing } from './line-text.ts';
import type { MatchedLine } from './match-lines.ts';

type Swap = [before: MatchedLine, after: MatchedLine];

/**
 * Two lines in the original's order, which is no luck, that the port prints the other way round:
 * of all such the two that lie furthest apart in both programs.
 *
 * @param luck how many seconds apart two lines of different tasks may come either way round
 * @param isLate whether the machine may have made the programs late
 */
export function clearestSwap(
  lines: readonly MatchedLine[],
  luck: number,
  isLate = false,
): Swap | undefined {
  let clearest: Swap | undefined;
  let widest = Number.NEGATIVE_INFINITY;
  const firstAfter = earliestPlaces(lines);
  for (const [index, before] of lines.entries()) {
    if (before.place < (firstAfter[index] ?? 0)) continue;
    for (const after of lines.slice(index + 1)) {
      if (before.place < after.place) continue;
      const inOriginal = after.original.time - before.original.time;
      // On a busy machine it is luck, too, which worker of a pool takes a job.
      const isOne = isOneTask(before, after) && !(isLate && before.port.task !== after.port.task);
      if (!isOne && inOriginal <= luck) continue;
      const apart = Math.min(inOriginal, before.port.time - after.port.time);
      if (apart <= widest) continue;
      widest = apart;
      clearest = [before, after];
    }
  }
  return clearest;
}

/** For each line, and each after it, the first place that one of them has in the port. */
function earliestPlaces(lines: readonly MatchedLine[]): number[] {
  let earliest = Number.POSITIVE_INFINITY;
  return lines
    .map(({ place }) => place)
    .reverse()
    .map((place) => {
      earliest = Math.min(earliest, place);
      return earliest;
    })
    .reverse();
}

/** One task prints both lines, so that luck has no part in their order. */
function isOneTask(one: MatchedLine, other: MatchedLine): boolean {
  return one.original.task === other.original.task && one.original.task !== UNKNOWN_TASK;
}

export function swapText(
  before: MatchedLine,
  after: MatchedLine,
): Pick<Check, 'sentence' | 'look'> {
  const apart = after.original.time - before.original.time;
  const how = isOneTask(before, after)
    ? 'the same task prints it after that'
    : `it comes ${apart.toFixed(2)} s after that`;
  return {
    sentence: `another order: “${excerpt(after.port)}” before “${excerpt(before.port)}”; in the original ${how}`,
    look: {
      sentence: `what prints the first of them in ${after.port.task}, and what it should wait for`,
      find: printing(after.port),
    },
  };
}

/** Two tasks that do each other’s work: each prints all that the other prints in the original. */
export function turnedTasks(
  original: readonly LineEvent[],
  port: readonly LineEvent[],
  [{ original: line }]: Swap,
): Pick<Check, 'sentence' | 'look'> | undefined {
  const texts = (lines: readonly LineEvent[], task: string) =>
    lines.flatMap((each) => (each.task === task ? [each.text.replaceAll(/⟨[^⟩]*⟩/g, '')] : []));
  const same = (one: string[], other: string[]) =>
    one.length > 0 && one.join('\n') === other.join('\n');
  const own = texts(original, line.task);
  const tasks = new Set(original.map(({ task }) => task));
  const other = [...tasks].find(
    (task) =>
      task !== line.task &&
      same(own, texts(port, task)) &&
      same(texts(original, task), texts(port, line.task)),
  );
  if (other === undefined || same(own, texts(port, line.task))) return undefined;
  return {
    sentence: `another order of tasks: ${line.task} does what ${other} does in the original. Is the other created first?`,
    look: { sentence: 'where they are created, and in which order', find: { calls: ['start'] } },
  };
}
