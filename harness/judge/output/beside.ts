import { tellsError } from '../../trace/failure.ts';
import { type Matching, matchLines } from '../../trace/match-lines.ts';
import { spokenLines } from '../../trace/spoken.ts';
import type { LineEvent, Trace } from '../../trace/trace.ts';
import { clearestSwap, type Swap, turnedLines } from '../../trace/turned-lines.ts';
import type { Runs } from '../runs.ts';
import { toleranceOf } from '../tolerance.ts';
import { type Shift, shiftedLine } from './shift.ts';

/** What both programs print, line beside line: what the detectors of output look at. */
export interface Beside extends Matching {
  original: Trace;
  port: Trace;
  /** The line whose number is a matter of order, which in real time is nobody's choice. */
  luck?: RegExp | undefined;
  shift?: Shift | undefined;
  swap?: Swap | undefined;
  /** Of one task, at one instant. */
  turned?: Swap | undefined;
}

export function besideOf(runs: Runs): Beside {
  const { original, port, pair } = runs;
  const free = freeIn(runs);
  const key = ({ stream, text }: LineEvent) => `${stream}: ${shape(text, free)}`;
  const { matched, missing, extra } = matchLines(
    spokenLines(original.trace),
    spokenLines(port.trace),
    key,
  );
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
    turned: turnedLines(matched, near),
  };
}

/** Tasks of the port that print an error and end by it: the ending tells of these. */
function failedTasks(original: Trace, port: Trace): Set<string> {
  const isOther = port.ending.kind !== 'exited' || port.ending.code !== original.ending.code;
  const codesOf = ({ events }: Trace) =>
    new Map(events.flatMap((event) => (event.type === 'end' ? [[event.task, event.code]] : [])));
  const [wanted, found] = [codesOf(original), codesOf(port)];
  const failing = spokenLines(port).filter((line) => {
    const [one, other] = [wanted.get(line.task), found.get(line.task)];
    return tellsError(line) && (isOther || (one != null && other != null && one !== other));
  });
  return new Set(failing.map(({ task }) => task));
}

/** Lines whose number may be another: a measured time; in real time, a matter of order. */
export const freeIn = ({ original, pair: { total, luck } }: Runs): readonly RegExp[] =>
  luck !== undefined && original.trace.clock === 'real' ? [total, luck] : [total];

/** A number that may be another keeps its decimals, not its value; the law says what that must be. */
export function shape(text: string, free: readonly RegExp[]): string {
  for (const pattern of free) {
    const number = pattern.exec(text)?.[1];
    if (number === undefined) continue;
    return text.replace(number, number.replace(/^\d+/, '').replaceAll(/\d/g, '0'));
  }
  return text;
}
