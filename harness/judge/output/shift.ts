import type { TimedLine } from '../../messages/evidence/values.ts';
import { type MatchedLine, matchLines, numberless } from '../../trace/match-lines.ts';
import { isOver, type Sleep, sleepsOf, workOf } from '../../trace/sleeps.ts';
import type { SpokenLine } from '../../trace/spoken.ts';
import { spokenLines } from '../../trace/spoken.ts';
import { type LineEvent, type Trace, UNKNOWN_TASK } from '../../trace/trace.ts';
import { ROUNDING } from '../tolerance.ts';

/** A line that a task prints on the other side of a sleep than in the original. */
export interface Shift extends Omit<MatchedLine, 'place'> {
  /** After the sleep; before it is over, though it has begun; or before it has begun. */
  is: 'late' | 'not awaited' | 'early';
}

/**
 * The first line that is. Another task's lines, which main may print when it likes, are not
 * compared, nor numbers.
 *
 * @param near how many seconds apart two coroutines may come either way round
 */
export function shiftedLine(original: Trace, port: Trace, near: number): Shift | undefined {
  const [slept, sleeps] = [original, port].map((trace) =>
    Map.groupBy(sleepsOf(trace), ({ task }) => task),
  ) as [Map<string, Sleep[]>, Map<string, Sleep[]>];
  for (const [task, before] of slept) {
    const after = sleeps.get(task) ?? [];
    if (before.map(isOver).join() !== after.map(isOver).join()) continue;
    const expected = spokenLines(original).filter((line) => line.task === task);
    const own = spokenLines(port).filter((line) =>
      [task, 'main', UNKNOWN_TASK].includes(line.task),
    );
    const { matched, missing } = matchLines(expected, own, ({ text }) => numberless(text));
    if (missing.length > 0) continue;
    const shift = overlaps(after)
      ? amongCoroutines(matched, before, after, near)
      : amongSteps(matched, before, after);
    if (shift !== undefined) return shift;
  }
  return undefined;
}

const overlaps = (sleeps: readonly Sleep[]) =>
  sleeps.some(({ from }, index) => index > 0 && from < (sleeps[index - 1] as Sleep).to);

const placeOf = (line: LineEvent) => (line as SpokenLine).place;

/** Of a task that takes one step after another: all lines. */
function amongSteps(
  matched: readonly MatchedLine[],
  before: readonly Sleep[],
  after: readonly Sleep[],
): Shift | undefined {
  for (const { original, port } of matched) {
    const begun = before.filter(({ place }) => place < placeOf(original)).length;
    const over = before.filter(({ to }) => to <= original.time).length;
    const done = after.filter(({ to }) => to <= port.time).length;
    if (done > begun) return { original, port, is: 'late' };
    if (done >= over) continue;
    const asleep = after.some(({ place, to }) => place < placeOf(port) && to > port.time);
    return { original, port, is: asleep ? 'not awaited' : 'early' };
  }
  return undefined;
}

/** Of sleeps that go on at once: what follows each of them. */
function amongCoroutines(
  matched: readonly MatchedLine[],
  before: readonly Sleep[],
  after: readonly Sleep[],
  near: number,
): Shift | undefined {
  for (const [index, { to }] of before.entries()) {
    const { place, to: end } = after[index] as Sleep;
    const next = matched.find(({ original }) => original.time >= to);
    if (next === undefined || next.port.time >= end - near || placeOf(next.port) < place) continue;
    // Coroutines may begin in another order than in the original: then this sleep is not its twin.
    if (next.port.time >= next.original.time - near) continue;
    return { ...next, is: 'not awaited' };
  }
  return undefined;
}

/** Who has slept when the original prints a line, and in the port still sleeps, or will. */
export function sleeperOf(
  line: TimedLine,
  { original, port }: { original: Trace; port: Trace },
): string | undefined {
  const slept = workOf(original).filter(({ to }) => Math.abs(to - line.original) <= ROUNDING);
  const isAsleep = (name: string) =>
    sleepsOf(port).some(({ task, to }) => task === name && to > line.port);
  return slept.find(({ task }) => isAsleep(task))?.task;
}
