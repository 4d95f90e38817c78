import type { SpokenLine } from '../../trace/spoken.ts';
import { type Trace, UNKNOWN_TASK } from '../../trace/trace.ts';
import { type Check, isOver, linesOf, type Sleep, sleepsOf, workOf } from '../subject.ts';
import { sameDurations } from '../timing/timing-runs.ts';
import { ROUNDING } from '../tolerance.ts';
import { excerpt, printing, time } from './line-text.ts';
import { type MatchedLine, matchLines, numberless } from './match-lines.ts';

interface Shift extends Omit<MatchedLine, 'place'> {
  /** The port prints it after a sleep of its task before which the original prints it. */
  isLate: boolean;
}

/**
 * The first line that a task prints on the other side of a sleep than in the original. Another
 * task's lines, which main may print when it likes, are not compared, nor numbers, nor sleeps that
 * go on at once: what they do is told by the order, or the law.
 */
export function shiftedLine(original: Trace, port: Trace): Shift | undefined {
  const [slept, sleeps] = [original, port].map((trace) =>
    Map.groupBy(sleepsOf(trace), ({ task }) => task),
  ) as [Map<string, Sleep[]>, Map<string, Sleep[]>];
  const found = linesOf(port);
  for (const [task, before] of slept) {
    const after = sleeps.get(task) ?? [];
    const isOther = before.map(isOver).join() !== after.map(isOver).join();
    if (before.length !== after.length || isOther || overlaps(after)) continue;
    const expected = linesOf(original).filter((line) => line.task === task);
    const own = found.filter((line) => [task, 'main', UNKNOWN_TASK].includes(line.task));
    const { matched, missing } = matchLines(expected, own, ({ text }) => numberless(text));
    if (missing.length > 0) continue;
    for (const { original: line, port: other } of matched) {
      const { place } = line as SpokenLine;
      const begun = before.filter((sleep) => sleep.place < place).length;
      const over = before.filter(({ to }) => to <= line.time).length;
      const done = after.filter(({ to }) => to <= other.time).length;
      if (done > begun) return { original: line, port: other, isLate: true };
      if (done < over) return { original: line, port: other, isLate: false };
    }
  }
  return undefined;
}

const overlaps = (sleeps: readonly Sleep[]) =>
  sleeps.some(({ from }, index) => index > 0 && from < (sleeps[index - 1] as Sleep).to);

export function shiftText({ original, port, isLate }: Shift): Pick<Check, 'sentence' | 'look'> {
  const when = `“${excerpt(port)}” comes at ${time(port)}, in the original at ${time(original)}`;
  if (!isLate) {
    return {
      sentence: `prints too early: ${when}, after the sleep. Is an \`await\` missing before the sleep?`,
      look: { sentence: 'sleeps: each is awaited', find: { calls: ['sleep'] } },
    };
  }
  return {
    sentence: `holds its output back: ${when}, before the sleep. Write each line when it is due`,
    look: {
      sentence: 'what prints it: nothing should collect lines, and no process print for another',
      find: printing(port),
    },
  };
}

/**
 * The first line that comes at another time than in the original. Under the virtual clock times are
 * exact; and where the tasks sleep as long as the original's, they follow from what waits for what.
 */
export function mistimedLine(
  original: Trace,
  port: Trace,
  matched: readonly MatchedLine[],
): MatchedLine | undefined {
  if (original.clock === 'real' || !sameDurations(workOf(original), workOf(port))) return undefined;
  return matched.find(({ original, port }) => Math.abs(original.time - port.time) > ROUNDING);
}

export function mistimedText({ original, port }: MatchedLine): Pick<Check, 'sentence' | 'look'> {
  const when = `“${excerpt(port)}” comes at ${time(port)}, in the original at ${time(original)}`;
  const find = printing(port);
  return port.time < original.time
    ? {
        sentence: `prints too early: ${when}. Is a join, or an \`await\`, missing before it?`,
        look: { sentence: 'what prints it, and what is waited for before that', find },
      }
    : {
        sentence: `prints too late: ${when}. What does it wait for that the original does not?`,
        look: { sentence: 'what prints it, and what is waited for before that', find },
      };
}
