import { count } from '../../counted.ts';
import type { Trace } from '../../trace/trace.ts';
import { tellsError } from '../ending/failure.ts';
import { type Item, parting } from '../side-by-side.ts';
import { type Check, linesOf, type Subject } from '../subject.ts';
import { toleranceOf } from '../tolerance.ts';
import { difference, listing } from './line-difference.ts';
import { clearestSwap, swapText, turnedTasks } from './line-order.ts';
import { mistimedLine, mistimedText, shiftedLine, shiftText } from './line-shift.ts';
import { excerpt, printing, time, times } from './line-text.ts';
import { type MatchedLine, matchLines } from './match-lines.ts';

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
  const free = luck && original.trace.clock === 'real' ? [total, luck] : [total];
  const spoken = (trace: Trace) => itemsOf(trace, free);
  const { matched, missing, extra } = matchLines(
    lines,
    linesOf(port.trace),
    ({ stream, text }) => `${stream}: ${shape(text, free)}`,
  );
  const shifted = shiftedLine(original.trace, port.trace);
  if (shifted !== undefined) {
    const evidence = [times(shifted)];
    const basis = 'time' as const;
    return { ok: false, basis, ...shiftText(shifted), evidence, ...parting(both, spoken) };
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
  if (flawed !== undefined) {
    const look = { sentence: 'what prints it', find: printing(flawed.port) };
    return { ok: false, sentence: flawText(flawed), ...parting(both, spoken), look };
  }
  const { order: near } = toleranceOf(original.trace.clock, original.late);
  const swap = clearestSwap(matched, near, original.late !== undefined);
  if (swap !== undefined) {
    const evidence = swap.map(times);
    const turned = turnedTasks(lines, linesOf(port.trace), swap);
    const text = turned ?? swapText(...swap);
    return { ok: false, basis: 'time', ...text, evidence, ...parting(both, spoken) };
  }
  const mistimed = mistimedLine(original.trace, port.trace, matched);
  if (mistimed !== undefined) {
    const evidence = [times(mistimed)];
    const basis = 'time' as const;
    return { ok: false, basis, ...mistimedText(mistimed), evidence, ...parting(both, spoken) };
  }
  const tasks = new Set(lines.map(({ task }) => task)).size;
  const order =
    tasks > 1
      ? `in orders that concurrency allows (${count(tasks, 'task')} print)`
      : 'in the same order';
  return { ok: true, sentence: `the same ${count(lines.length, 'line')} ${order}` };
}

/** What a program prints, for the comparison; of an error without its stack. */
function itemsOf(trace: Trace, free: readonly RegExp[]): Item[] {
  const all = linesOf(trace);
  const failed = new Set(all.filter(tellsError).map(({ task }) => task));
  const lines = all.filter(
    (line) => !failed.has(line.task) || line.stream === 'stdout' || tellsError(line),
  );
  return lines.map((line) => {
    const flaw = line.flaw === 'carriage return' ? undefined : line.flaw;
    const notes = [line.stream === 'stderr' ? 'stderr' : '', flaw ?? ''].filter(Boolean);
    return {
      key: `${line.task} ${line.stream} ${line.flaw} ${shape(line.text, free)}`,
      text: `${time(line)} ${line.task}: ${excerpt(line)}${notes.length > 0 ? ` (${notes.join()})` : ''}`,
    };
  });
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

function flawText({ original, port }: MatchedLine): string {
  const sound = 'sound UTF-8 and a line end';
  return `“${excerpt(port)}” has ${port.flaw ?? sound} where the original has ${original.flaw ?? sound}`;
}
