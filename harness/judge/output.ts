import { type LineEvent, type Trace, UNKNOWN_TASK } from '../observe/trace.ts';
import { failureIn, lookAtFailure } from './failure.ts';
import { type Differing, extraMistake, lineMistake, missingMistake } from './line-mistake.ts';
import { type MatchedLine, matchLines, numberless } from './match-lines.ts';
import { parting } from './side-by-side.ts';
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
  const both = [original, port] as const;
  const lines = linesOf(original.trace);
  const spoken = (trace: Trace) =>
    linesOf(trace).map((line) => ({
      key: `${line.task} ${line.stream} ${line.flaw} ${shape(line.text, free)}`,
      text: `${time(line)} ${line.task}: ${excerpt(line)}${line.stream === 'stderr' ? ' (stderr)' : ''}`,
    }));
  const free = luck && original.trace.clock === 'real' ? [total, luck] : [total];
  const { matched, missing, extra } = matchLines(
    lines,
    linesOf(port.trace),
    ({ stream, text }) => `${stream}: ${shape(text, free)}`,
  );
  const shifted = shiftedLine(original.trace, port.trace);
  if (shifted !== undefined) {
    const evidence = [times(shifted)];
    return { ok: false, ...shiftText(shifted), evidence, ...parting(both, spoken) };
  }
  if (missing.length > 0 || extra.length > 0) {
    const context = { original: original.trace, port: port.trace, missing, luck };
    const evidence = listing(missing, extra);
    return {
      ok: false,
      ...difference(missing, extra, context),
      evidence,
      ...parting(both, spoken),
    };
  }
  const flawed = matched.find(({ original, port }) => original.flaw !== port.flaw);
  if (flawed !== undefined) return { ok: false, sentence: flawText(flawed) };
  const swap = clearestSwap(matched, toleranceOf(original.trace.clock).order);
  if (swap !== undefined) {
    const evidence = swap.map(times);
    const turned = turnedTasks(lines, linesOf(port.trace), swap);
    return { ok: false, ...(turned ?? swapText(...swap)), evidence, ...parting(both, spoken) };
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

function shiftText({ original, port, isLate }: Shift): Pick<Check, 'sentence' | 'look'> {
  const when = `“${excerpt(port)}” comes at ${time(port)}, in the original at ${time(original)}`;
  if (!isLate) {
    return {
      sentence: `prints too early: ${when}, after the sleep. Is an \`await\` missing before the sleep?`,
      look: { sentence: 'sleeps: each is awaited', find: { calls: 'sleep' } },
    };
  }
  return {
    sentence: `holds its output back: ${when}, before the sleep. Write each line when it is due`,
    look: {
      sentence: 'what prints it: nothing should collect lines, and no process print for another',
      find: { printing: port.text },
    },
  };
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

function swapText(before: MatchedLine, after: MatchedLine): Pick<Check, 'sentence' | 'look'> {
  const apart = after.original.time - before.original.time;
  const how = isOneTask(before, after)
    ? 'the same task prints it after that'
    : `it comes ${apart.toFixed(2)} s after that`;
  return {
    sentence: `another order: “${excerpt(after.port)}” before “${excerpt(before.port)}”; in the original ${how}`,
    look: {
      sentence: `what prints the first of them in ${after.port.task}, and what it should wait for`,
      find: { printing: after.port.text },
    },
  };
}

/** Two tasks that do each other’s work: each prints all that the other prints in the original. */
function turnedTasks(
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
    look: { sentence: 'where they are created, and in which order', find: { calls: 'start' } },
  };
}

function times({ original, port }: Omit<MatchedLine, 'place'>): string {
  return `${time(original)} in the original, ${time(port)} in the port: ${excerpt(port)}`;
}

function flawText({ original, port }: MatchedLine): string {
  const sound = 'sound UTF-8 and a line end';
  return `“${excerpt(port)}” has ${port.flaw ?? sound} where the original has ${original.flaw ?? sound}`;
}

/** What is wrong where lines are missing, or too many; and what to look at. */
function difference(
  missing: readonly LineEvent[],
  extra: readonly LineEvent[],
  context: Differing,
): Pick<Check, 'sentence' | 'look'> {
  const [lacking, odd] = [missing[0], extra[0]];
  const lack =
    lacking &&
    `${count(missing.length, 'line')} of the original missing, first “${excerpt(lacking)}”`;
  const failure = failureIn(context.port, extra);
  if (failure !== undefined) {
    const who = failure.task === UNKNOWN_TASK ? '' : `${failure.task} `;
    return {
      sentence: `${who}fails with an uncaught error, “${failure.text}” (on stderr)${lack === undefined ? '' : `; ${lack}`}`,
      look: lookAtFailure(failure),
    };
  }
  const empty = extra.filter(({ text }) => text === '').length;
  if (empty > 0) {
    const is = empty === 1 ? '1 empty line' : `${empty} empty lines`;
    return {
      sentence: `${is} that the original does not print: is a line ended twice?`,
      look: {
        sentence: 'line ends: print and console.log end their line themselves',
        find: { calls: 'line end' },
      },
    };
  }
  const [expected, found] = clearestPair(missing, extra, context) ?? [lacking, odd];
  if (expected !== undefined && found !== undefined) {
    const { text } = lineMistake(expected, found, context);
    return {
      sentence: `prints “${excerpt(found)}” where the original prints “${excerpt(expected)}”${text}`,
      look: { sentence: 'what prints it', find: { printing: found.text } },
    };
  }
  if (lack !== undefined && lacking !== undefined) {
    return {
      sentence: `${lack}${missingMistake(missing, context.original)}`,
      look: {
        sentence: `what should print it, and what happens before that in ${lacking.task}`,
        find: { printing: lacking.text },
      },
    };
  }
  const where = odd?.stream === 'stderr' ? ' (on stderr)' : '';
  return {
    sentence: `${count(extra.length, 'line')} that the original does not print, first “${odd && excerpt(odd)}”${where}${extraMistake(extra, context)}`,
    look: { sentence: 'what prints it, and when', find: { printing: odd?.text ?? '' } },
  };
}

/** The first two lines of which it can be said how they differ, but for their numbers. */
function clearestPair(
  missing: readonly LineEvent[],
  extra: readonly LineEvent[],
  context: Differing,
): [LineEvent, LineEvent] | undefined {
  for (const expected of missing) {
    for (const found of extra) {
      if (lineMistake(expected, found, context).sure) return [expected, found];
    }
  }
  return undefined;
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
