import { besideOf, freeIn, shape } from '../../judge/output/beside.ts';
import { excerpt, timed } from '../../judge/output/line-text.ts';
import type { Runs } from '../../judge/runs.ts';
import type { Mistake } from '../../messages/mistakes.ts';
import { type Said, text } from '../../messages/text.ts';
import { tellsError } from '../../trace/failure.ts';
import { spokenLines } from '../../trace/spoken.ts';
import type { LineEvent, Trace } from '../../trace/trace.ts';
import { type Item, parting } from './side-by-side.ts';

/** How many lines that are missing, and how many too many, are listed. */
const MOST = 6;

/** The lines of both programs that differ, and from where the two part. */
export function outputSeen(runs: Runs, mistake?: Mistake) {
  const free = freeIn(runs);
  return {
    evidence: linesSeen(runs, mistake?.evidence ?? {}),
    ...parting(runs, (trace) => itemsOf(trace, free)),
  };
}

/** The lines that are missing, or too many; else those that come at another time. */
function linesSeen(runs: Runs, evidence: Mistake['evidence'] | object): Said[] {
  const { missing, extra, swap } = besideOf(runs);
  const row = (sign: string) => (line: LineEvent) =>
    `${sign} ${time(line)} ${line.task}: ${excerpt(line)}`;
  const rows = [...missing.slice(0, MOST).map(row('-')), ...extra.slice(0, MOST).map(row('+'))];
  if (rows.length > 0) return rows;
  const moved = swap === undefined ? [] : [swap.before, swap.after].map(timed);
  return ('port' in evidence ? [evidence] : moved).map(({ original, port, text: line }) =>
    text('bothTimes', original, port, line),
  );
}

/** What a program prints, for the comparison; of an error without its stack. */
function itemsOf(trace: Trace, free: readonly RegExp[]): Item[] {
  const all = spokenLines(trace);
  const failing = new Set(all.filter(tellsError).map(({ task }) => task));
  const lines = all.filter(
    (line) => !failing.has(line.task) || line.stream === 'stdout' || tellsError(line),
  );
  return lines.map((line) => {
    const notes = notesOn(line);
    const shown = `${time(line)} ${line.task}: ${excerpt(line)}`;
    return {
      key: `${line.task} ${line.stream} ${line.flaw} ${shape(line.text, free)}`,
      text: notes.length > 0 ? text('noted', shown, notes) : shown,
    };
  });
}

/** What cannot be seen of a line by its text. */
const notesOn = ({ stream, flaw }: LineEvent) => [
  ...(stream === 'stderr' ? (['stderr'] as const) : []),
  ...(flaw === undefined || flaw === 'carriage return' ? [] : [flaw]),
];

const time = ({ time }: LineEvent) => `${time.toFixed(2)} s`;
