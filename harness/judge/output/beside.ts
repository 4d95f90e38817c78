import type { LineEvent, Trace } from '../../trace/trace.ts';
import { tellsError } from '../ending/failure.ts';
import type { Runs } from '../runs.ts';
import { linesOf } from '../subject.ts';
import { toleranceOf } from '../tolerance.ts';
import { type Matching, matchLines } from './match-lines.ts';
import { type Shift, shiftedLine } from './shift.ts';
import { clearestSwap, type Swap } from './swap.ts';

/** What both programs print, line beside line: what the detectors of output look at. */
export interface Beside extends Matching {
  original: Trace;
  port: Trace;
  /** The line whose number is a matter of order, which in real time is nobody's choice. */
  luck?: RegExp | undefined;
  shift?: Shift | undefined;
  swap?: Swap | undefined;
}

export function besideOf(runs: Runs): Beside {
  const { original, port, pair } = runs;
  const free = freeIn(runs);
  const key = ({ stream, text }: LineEvent) => `${stream}: ${shape(text, free)}`;
  const { matched, missing, extra } = matchLines(linesOf(original.trace), linesOf(port.trace), key);
  const { order: near } = toleranceOf(original.trace.clock, original.late);
  const failed = failedTasks(original.trace, port.trace);
  return {
    original: original.trace,
    port: port.trace,
    matched,
    missing,
    extra: extra.filter(({ stream, task }) => stream === 'stdout' || !failed.has(task)),
    luck: pair.luck,
    shift: shiftedLine(original.trace, port.trace, near),
    swap: clearestSwap(matched, near, original.late !== undefined),
  };
}

/** Tasks of the port that print an error and end by it: the ending tells of these. */
function failedTasks(original: Trace, port: Trace): Set<string> {
  const isOver = port.ending.kind === 'exited' && port.ending.code === original.ending.code;
  const codeOf = ({ events }: Trace, name: string) =>
    events.flatMap((event) => (event.type === 'end' && event.task === name ? event.code : []))[0];
  const isOther = (name: string) => {
    const [wanted, found] = [codeOf(original, name), codeOf(port, name)];
    return wanted != null && found != null && wanted !== found;
  };
  const names = new Set(linesOf(port).flatMap((line) => (tellsError(line) ? line.task : [])));
  return new Set([...names].filter((name) => !isOver || isOther(name)));
}

/** Lines whose number may be another: a measured time; in real time, a matter of order. */
export const freeIn = ({ original, pair: { total, luck } }: Runs): readonly RegExp[] =>
  luck !== undefined && original.trace.clock === 'real' ? [total, luck] : [total];

/** A number that may be another keeps its decimals, not its value; the law says what that must be. */
export function shape(text: string, free: readonly RegExp[]): string {
  for (const pattern of free) {
    const number = pattern.exec(text)?.[1];
    if (number === undefined) continue;
    const decimals = number.split('.')[1];
    return text.replace(number, decimals === undefined ? '0' : `0.${'0'.repeat(decimals.length)}`);
  }
  return text;
}
