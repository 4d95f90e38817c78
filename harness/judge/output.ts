import type { LineEvent } from '../observe/trace.ts';
import { type Check, linesOf, type Subject } from './subject.ts';
import { ORDER_SPREAD } from './tolerance.ts';

/**
 * The same lines in compatible orders. Under the real clock each program showed one order of
 * those it may: of two lines that came in different orders, it is asked whether that was luck.
 *
 * @param total the line whose number is a measured time, which no two runs share
 */
export function judgeOutput(original: Subject, port: Subject, total: RegExp): Check {
  const expected = numbered(linesOf(original.trace), total);
  const found = numbered(linesOf(port.trace), total);

  const flawed = found.find(
    ({ key, line }) => line.flaw !== expected.find((other) => other.key === key)?.line.flaw,
  );
  const missing = expected.filter(({ key }) => !found.some((other) => other.key === key));
  const extra = found.filter(({ key }) => !expected.some((other) => other.key === key));
  if (missing.length > 0 || extra.length > 0) {
    return { ok: false, sentence: difference(missing, extra), evidence: listing(missing, extra) };
  }
  if (flawed?.line.flaw !== undefined) {
    return { ok: false, sentence: `a line with ${flawed.line.flaw}: “${flawed.line.text}”` };
  }

  const swapped = firstSwap(expected, found);
  if (swapped !== undefined) {
    const [before, after] = swapped;
    return {
      ok: false,
      sentence: `another order: “${after.original.text}” came before “${before.original.text}”`,
      evidence: [before, after].map(
        (line) =>
          `${time(line.original)} in the original, ${time(line.port)} in the port: ${line.original.text}`,
      ),
    };
  }
  const tasks = new Set(expected.map(({ line }) => line.task)).size;
  return {
    ok: true,
    sentence: `the same ${count(expected.length)}${tasks > 1 ? `, in orders that concurrency allows (${count(tasks, 'task')} print)` : ' in the same order'}`,
  };
}

interface Numbered {
  /** The line as it compares: its stream, its text, and which of equal ones it is. */
  key: string;
  line: LineEvent;
}

function numbered(lines: readonly LineEvent[], total: RegExp): Numbered[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const text = `${line.stream}: ${shape(line.text, total)}`;
    const nth = (seen.get(text) ?? 0) + 1;
    seen.set(text, nth);
    return { key: `${text} #${nth}`, line };
  });
}

/** A measured number keeps its decimals, not its value. */
function shape(text: string, total: RegExp): string {
  const number = total.exec(text)?.[1];
  if (number === undefined) return text;
  return text.replace(number, `0.${'0'.repeat(number.split('.')[1]?.length ?? 0)}`);
}

interface Placed {
  original: LineEvent;
  port: LineEvent;
}

/** Two lines in the original's order, which the port prints the other way round, not by luck. */
function firstSwap(
  expected: readonly Numbered[],
  found: readonly Numbered[],
): [Placed, Placed] | undefined {
  const place = new Map(found.map(({ key, line }, index) => [key, { line, index }]));
  const placed = expected.flatMap(({ key, line }) => {
    const at = place.get(key);
    return at === undefined ? [] : [{ original: line, port: at.line, index: at.index }];
  });
  for (const [index, before] of placed.entries()) {
    for (const after of placed.slice(index + 1)) {
      if (before.index < after.index) continue;
      const sameTask =
        before.original.task === after.original.task || before.port.task === after.port.task;
      const apart =
        Math.abs(after.original.time - before.original.time) +
        Math.abs(after.port.time - before.port.time);
      if (sameTask || apart > ORDER_SPREAD) return [before, after];
    }
  }
  return undefined;
}

function difference(missing: readonly Numbered[], extra: readonly Numbered[]): string {
  const [expected] = missing;
  const [found] = extra;
  if (expected !== undefined && found !== undefined) {
    return `prints “${found.line.text}” where the original prints “${expected.line.text}”${hint(expected.line, found.line)}`;
  }
  if (expected !== undefined) {
    return `${count(missing.length)} of the original missing, first “${expected.line.text}”`;
  }
  return `${count(extra.length)} that the original does not print, first “${found?.line.text}”${found?.line.stream === 'stderr' ? ' (on stderr)' : ''}`;
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

function listing(missing: readonly Numbered[], extra: readonly Numbered[]): string[] {
  const most = 6;
  return [
    ...missing.slice(0, most).map(({ line }) => `- ${time(line)} ${line.task}: ${line.text}`),
    ...extra.slice(0, most).map(({ line }) => `+ ${time(line)} ${line.task}: ${line.text}`),
  ];
}

const count = (number: number, noun = 'line') => `${number} ${noun}${number === 1 ? '' : 's'}`;

const time = ({ time }: LineEvent) => `${time.toFixed(2)} s`;
