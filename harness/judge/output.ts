import { type LineEvent, UNKNOWN_TASK } from '../observe/trace.ts';
import { type MatchedLine, matchLines } from './match-lines.ts';
import { type Check, linesOf, type Subject } from './subject.ts';
import { toleranceOf } from './tolerance.ts';

/**
 * The same lines in compatible orders. In one run each program showed one order of those it may:
 * of two lines that came in different orders, it is asked whether the original's
 * order was luck.
 *
 * @param total the line whose number is a measured time, which no two runs share
 * @param luck the line whose number is a matter of order, which in real time is nobody's choice
 */
export function judgeOutput(original: Subject, port: Subject, total: RegExp, luck?: RegExp): Check {
  const lines = linesOf(original.trace);
  const free = luck && original.trace.clock === 'real' ? [total, luck] : [total];
  const { matched, missing, extra } = matchLines(
    lines,
    linesOf(port.trace),
    ({ stream, text }) => `${stream}: ${shape(text, free)}`,
  );
  if (missing.length > 0 || extra.length > 0) {
    return { ok: false, sentence: difference(missing, extra), evidence: listing(missing, extra) };
  }
  const flawed = matched.find(({ original, port }) => original.flaw !== port.flaw);
  if (flawed !== undefined) return { ok: false, sentence: flawText(flawed) };
  const swap = clearestSwap(matched, toleranceOf(original.trace.clock).order);
  if (swap !== undefined) {
    return { ok: false, sentence: swapText(...swap), evidence: swap.map(times) };
  }
  const tasks = new Set(lines.map(({ task }) => task)).size;
  const order =
    tasks > 1
      ? `in orders that concurrency allows (${count(tasks, 'task')} print)`
      : 'in the same order';
  return { ok: true, sentence: `the same ${count(lines.length, 'line')} ${order}` };
}

/** A number that may be another keeps its decimals, not its value; the law says what that must be. */
function shape(text: string, free: readonly RegExp[]): string {
  for (const pattern of free) {
    const number = pattern.exec(text)?.[1];
    if (number === undefined) continue;
    const decimals = number.split('.')[1];
    return text.replace(number, decimals === undefined ? '0' : `0.${'0'.repeat(decimals.length)}`);
  }
  return text;
}

type Swap = [before: MatchedLine, after: MatchedLine];

/**
 * Two lines in the original's order, which is no luck, that the port prints the other way round:
 * of all such the two that lie furthest apart in both programs.
 */
function clearestSwap(lines: readonly MatchedLine[], luck: number): Swap | undefined {
  let clearest: Swap | undefined;
  let widest = Number.NEGATIVE_INFINITY;
  const firstAfter = earliestPlaces(lines);
  for (const [index, before] of lines.entries()) {
    if (before.place < (firstAfter[index] ?? 0)) continue;
    for (const after of lines.slice(index + 1)) {
      if (before.place < after.place) continue;
      const inOriginal = after.original.time - before.original.time;
      if (!isOneTask(before, after) && inOriginal <= luck) continue;
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

function swapText(before: MatchedLine, after: MatchedLine): string {
  const apart = after.original.time - before.original.time;
  const how = isOneTask(before, after)
    ? 'the same task prints it after that'
    : `it comes ${apart.toFixed(2)} s after that`;
  return `another order: “${excerpt(after.port)}” before “${excerpt(before.port)}”; in the original ${how}`;
}

function times({ original, port }: MatchedLine): string {
  return `${time(original)} in the original, ${time(port)} in the port: ${excerpt(port)}`;
}

function flawText({ original, port }: MatchedLine): string {
  const sound = 'sound UTF-8 and a line end';
  return `“${excerpt(port)}” has ${port.flaw ?? sound} where the original has ${original.flaw ?? sound}`;
}

function difference(missing: readonly LineEvent[], extra: readonly LineEvent[]): string {
  const [expected] = missing;
  const [found] = extra;
  if (expected !== undefined && found !== undefined) {
    return `prints “${excerpt(found)}” where the original prints “${excerpt(expected)}”${hint(expected, found)}`;
  }
  if (expected !== undefined) {
    return `${count(missing.length, 'line')} of the original missing, first “${excerpt(expected)}”`;
  }
  const where = found?.stream === 'stderr' ? ' (on stderr)' : '';
  return `${count(extra.length, 'line')} that the original does not print, first “${found && excerpt(found)}”${where}`;
}

function hint(expected: LineEvent, found: LineEvent): string {
  if (expected.stream !== found.stream) return ` (on ${found.stream})`;
  if (expected.text.trim() === found.text.trim()) return ': other white space';
  const bare = (text: string) => text.replaceAll(/[\p{P}\p{S}]/gu, '');
  if (bare(expected.text) === bare(found.text)) return ': other punctuation';
  const numberless = (text: string) => text.replaceAll(/\d+(\.\d+)?/g, '0');
  if (numberless(expected.text) === numberless(found.text)) return ': another number';
  return '';
}

function listing(missing: readonly LineEvent[], extra: readonly LineEvent[]): string[] {
  const most = 6;
  const row = (sign: string) => (line: LineEvent) =>
    `${sign} ${time(line)} ${line.task}: ${excerpt(line)}`;
  return [...missing.slice(0, most).map(row('-')), ...extra.slice(0, most).map(row('+'))];
}

/** As much of a line as a reader needs to find it. */
function excerpt({ text }: LineEvent): string {
  const most = 120;
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;

const time = ({ time }: LineEvent) => `${time.toFixed(2)} s`;
