import type { MatchedLine } from '../../trace/match-lines.ts';
import { workOf } from '../../trace/sleeps.ts';
import { sameDurations } from '../timing/timing-runs.ts';
import { ROUNDING } from '../tolerance.ts';
import type { Beside } from './beside.ts';
import { lineDetector, type OutputDetector } from './line-detector.ts';
import { timed } from './line-text.ts';
import { otherPieces } from './pieces.ts';
import { type Shift, sleeperOf } from './shift.ts';

type Line = Pick<MatchedLine, 'original' | 'port'>;

/** What a line shows that comes at another time than in the original. */
const shown = (line: Line | undefined) => line && { evidence: timed(line), lines: [line.port] };

const shifted = ({ shift }: Beside, is: Shift['is']) => shown(shift?.is === is ? shift : undefined);

const outputHeldBack = lineDetector({
  id: 'output-held-back',
  find: (beside) => shifted(beside, 'late') ?? otherPieces(beside, 'held back'),
  basis: 'time',
});

const lineInPieces = lineDetector({
  id: 'line-in-pieces',
  find: (beside) => otherPieces(beside, 'in pieces'),
});

const sleepNotAwaited = lineDetector({
  id: 'sleep-not-awaited',
  find: (beside) => shifted(beside, 'not awaited'),
  basis: 'time',
});

const earlyLine = (lineOf: (beside: Beside) => Line | undefined) =>
  lineDetector({
    id: 'printed-too-early',
    find(beside) {
      const line = lineOf(beside);
      if (line === undefined) return undefined;
      const evidence = { ...timed(line), task: line.original.task };
      const sleeper = sleeperOf(evidence, beside);
      return { evidence: { ...evidence, ...(sleeper && { sleeper }) }, lines: [line.port] };
    },
    basis: 'time',
  });

/** A task prints a line before it has begun the sleep that should come before it. */
const printedBeforeSleep = earlyLine(({ shift }) => (shift?.is === 'early' ? shift : undefined));

const printedTooEarly = earlyLine((beside) =>
  mistimed(beside, (original, port) => port < original),
);

const printedTooLate = lineDetector({
  id: 'printed-too-late',
  find: (beside) => shown(mistimed(beside, (original, port) => port > original)),
  basis: 'time',
});

/**
 * The first line that comes at another time than in the original. Under the virtual clock times are
 * exact; and where the tasks sleep as long as the original's, they follow from what waits for what.
 */
function mistimed(
  { original, port, matched }: Beside,
  isSo: (original: number, port: number) => boolean,
) {
  if (original.clock === 'real' || !sameDurations(workOf(original), workOf(port))) return undefined;
  const line = matched.find(({ original, port }) => Math.abs(original.time - port.time) > ROUNDING);
  return line && isSo(line.original.time, line.port.time) ? line : undefined;
}

/** A line on the other side of a sleep, or in other pieces. */
export const SLEEP_DETECTORS: readonly OutputDetector[] = [
  outputHeldBack,
  sleepNotAwaited,
  printedBeforeSleep,
  lineInPieces,
];
/** A line at another time. */
export const TIME_DETECTORS: readonly OutputDetector[] = [printedTooEarly, printedTooLate];
