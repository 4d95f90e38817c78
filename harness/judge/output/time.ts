import type { Find } from '../../source/find.ts';
import type { MatchedLine } from '../../trace/match-lines.ts';
import { workOf } from '../../trace/sleeps.ts';
import { sameDurations } from '../timing/timing-runs.ts';
import { ROUNDING } from '../tolerance.ts';
import type { Beside } from './beside.ts';
import { lineDetector, OTHER_DRAWS, type OutputDetector } from './line-detector.ts';
import { timed } from './line-text.ts';
import { otherPieces } from './pieces.ts';
import { type Shift, sleeperOf } from './shift.ts';

/** What a line shows that comes at another time than in the original. */
const shown = (line: Pick<MatchedLine, 'original' | 'port'> | undefined) =>
  line && { evidence: timed(line), lines: [line.port] };

const shifted = ({ shift }: Beside, is: Shift['is']) => shown(shift?.is === is ? shift : undefined);

const outputHeldBack = lineDetector({
  id: 'output-held-back',
  find(beside) {
    const shown = shifted(beside, 'late') ?? otherPieces(beside, 'held back');
    return shown && { ...shown, look: [{ find: 'held-output' }] };
  },
  explains: [...OTHER_DRAWS, 'wrong-duration', 'lines-out-of-order', 'printed-too-late'],
  basis: 'time',
});

const lineInPieces = lineDetector({
  id: 'line-in-pieces',
  find: (beside) => otherPieces(beside, 'in pieces'),
  explains: [...OTHER_DRAWS, 'printed-too-early'],
});

const sleepNotAwaited = lineDetector({
  id: 'sleep-not-awaited',
  find(beside) {
    const shift = shifted(beside, 'not awaited');
    return shift && { ...shift, look: [{ find: 'sleep-not-awaited' }] };
  },
  explains: [
    'lines-out-of-order',
    'printed-too-early',
    'ran-in-parallel',
    'missing-join',
    'missing-lock',
    'passed-on-too-early',
    'wrong-pool-size',
    'clock-misplaced',
    'wrong-duration',
    'wrong-total',
    'result-read-too-early',
    'kept-alive',
    'process-left-behind',
  ],
  basis: 'time',
});

/** A task prints a line before it has begun the sleep that should come before it. */
const printedBeforeSleep = lineDetector({
  id: 'printed-too-early',
  find: (beside) => early(shifted(beside, 'early'), beside, []),
  explains: ['lines-out-of-order', 'missing-join', 'impossible-order'],
  basis: 'time',
});

const printedTooEarly = lineDetector({
  id: 'printed-too-early',
  find: (beside) =>
    early(
      mistimed(beside, (original, port) => port < original),
      beside,
      [{ find: 'sent-too-early' }],
    ),
  explains: ['printed-too-late', 'impossible-order'],
  basis: 'time',
});

/** The same, and who still sleeps; where somebody does, what is looked for first. */
function early(line: ReturnType<typeof shown>, beside: Beside, look: readonly Find[]) {
  const sleeper = line && sleeperOf(line.evidence, beside);
  if (line === undefined || sleeper === undefined) return line;
  return { ...line, evidence: { ...line.evidence, sleeper }, look };
}

const printedTooLate = lineDetector({
  id: 'printed-too-late',
  find: (beside) => mistimed(beside, (original, port) => port > original),
  explains: ['order-never-occurs'],
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
  return shown(line && isSo(line.original.time, line.port.time) ? line : undefined);
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
