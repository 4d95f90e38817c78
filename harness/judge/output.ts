import { type LineEvent, type Trace, UNKNOWN_TASK } from '../observe/trace.ts';
import { errorAmong } from './ending.ts';
import { type MatchedLine, matchLines, numberless } from './match-lines.ts';
import { type Check, linesOf, type Sleep, type Subject, sleepsOf } from './subject.ts';
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
  const shifted = shiftedLine(original.trace, port.trace);
  if (shifted !== undefined) {
    return { ok: false, sentence: shiftText(shifted), evidence: [times(shifted)] };
  }
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

interface Shift extends Omit<MatchedLine, 'place'> {
  /** The port prints it after a sleep of its task before which the original prints it. */
  isLate: boolean;
}

/**
 * The first line that a task prints on the other side of a sleep than in the original. Another
 * task's lines, which main may print when it likes, are not compared, nor numbers, nor sleeps that
 * go on at once: what they do is told by the order, or the law.
 */
function shiftedLine(original: Trace, port: Trace): Shift | undefined {
  const [slept, sleeps] = [original, port].map((trace) =>
    Map.groupBy(sleepsOf(trace), ({ task }) => task),
  ) as [Map<string, Sleep[]>, Map<string, Sleep[]>];
  const found = linesOf(port);
  for (const [task, before] of slept) {
    const after = sleeps.get(task) ?? [];
    if (before.length !== after.length || overlaps(after)) continue;
    const expected = linesOf(original).filter((line) => line.task === task);
    const own = found.filter((line) => [task, 'main', UNKNOWN_TASK].includes(line.task));
    const { matched, missing } = matchLines(expected, own, ({ text }) => numberless(text));
    if (missing.length > 0) continue;
    for (const { original: line, port: other } of matched) {
      const place = original.events.indexOf(line);
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

function shiftText({ original, port, isLate }: Shift): string {
  const when = `“${excerpt(port)}” comes at ${time(port)}, in the original at ${time(original)}`;
  return isLate
    ? `holds its output back: ${when}, before the sleep. Write each line when it is due`
    : `prints too early: ${when}, after the sleep. Is an \`await\` missing before the sleep?`;
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

function times({ original, port }: Omit<MatchedLine, 'place'>): string {
  return `${time(original)} in the original, ${time(port)} in the port: ${excerpt(port)}`;
}

function flawText({ original, port }: MatchedLine): string {
  const sound = 'sound UTF-8 and a line end';
  return `“${excerpt(port)}” has ${port.flaw ?? sound} where the original has ${original.flaw ?? sound}`;
}

function difference(missing: readonly LineEvent[], extra: readonly LineEvent[]): string {
  const lack =
    missing[0] &&
    `${count(missing.length, 'line')} of the original missing, first “${excerpt(missing[0])}”`;
  const failure = errorAmong(extra);
  if (failure !== undefined) {
    return `fails with “${failure}” (on stderr)${lack === undefined ? '' : `; ${lack}`}`;
  }
  const empty = extra.filter(({ text }) => text === '').length;
  if (empty > 0) {
    const is = empty === 1 ? '1 empty line' : `${empty} empty lines`;
    return `${is} that the original does not print: is a line ended twice?`;
  }
  const [expected, found] = clearestPair(missing, extra) ?? [missing[0], extra[0]];
  if (expected !== undefined && found !== undefined) {
    return `prints “${excerpt(found)}” where the original prints “${excerpt(expected)}”${hint(expected, found, missing)}`;
  }
  if (lack !== undefined) return lack;
  const where = found?.stream === 'stderr' ? ' (on stderr)' : '';
  return `${count(extra.length, 'line')} that the original does not print, first “${found && excerpt(found)}”${where}`;
}

/** The first two lines of which it can be said how they differ, but for their numbers. */
function clearestPair(
  missing: readonly LineEvent[],
  extra: readonly LineEvent[],
): [LineEvent, LineEvent] | undefined {
  for (const expected of missing) {
    for (const found of extra) {
      if (!['', ANOTHER_NUMBER].includes(hint(expected, found, missing))) return [expected, found];
    }
  }
  return undefined;
}

const ANOTHER_NUMBER = ': another number';

function hint(expected: LineEvent, found: LineEvent, missing: readonly LineEvent[]): string {
  const [wanted, got] = [expected.text, found.text];
  if (wanted === got)
    return expected.stream === found.stream
      ? ''
      : `: on ${found.stream}, not on ${expected.stream}`;
  if (expected.stream !== found.stream) return '';
  if (`${wanted}\r` === got) return ': ends its line with a carriage return (\\r\\n for \\n)';
  const spaceless = (text: string) => text.replaceAll(/\s/g, '');
  if (spaceless(wanted) === spaceless(got)) return ': other white space';
  const stop = /[.。]$/;
  if (stop.test(wanted) && wanted.slice(0, -1) === got) return ': the full stop is missing';
  if (stop.test(got) && got.slice(0, -1) === wanted) return ': a full stop too many';
  const bare = (text: string) => spaceless(text).replaceAll(/[\p{P}\p{S}]/gu, '');
  const decimals = decimalsHint(wanted, got);
  if (decimals !== undefined) return decimals;
  if (bare(wanted) === bare(got)) return ': other punctuation';
  if (numberless(wanted) === numberless(got)) return ANOTHER_NUMBER;
  const next = missing.find(({ task, text }) => task === expected.task && wanted + text === got);
  return next === undefined ? '' : ': two lines in one, is the end of the first missing?';
}

/** The same number with other decimals. */
function decimalsHint(wanted: string, got: string): string | undefined {
  const decimals = (text: string) => /\d+\.(\d+)/.exec(text)?.[1]?.length ?? 0;
  if (numberless(wanted) !== numberless(got) || decimals(wanted) === decimals(got))
    return undefined;
  return `: ${count(decimals(got), 'decimal')}, the original has ${decimals(wanted)}`;
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
