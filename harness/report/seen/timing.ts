import type { Runs } from '../../judge/runs.ts';
import type { Subject } from '../../judge/subject.ts';
import { printedTotals } from '../../law/printed-totals.ts';
import { type Said, text } from '../../messages/text.ts';
import { sleepsOf } from '../../trace/sleeps.ts';
import type { Trace } from '../../trace/trace.ts';
import { type Item, parting } from './side-by-side.ts';

/** When the tasks of both programs slept: each by itself, and from where the two part. */
export function timingSeen(runs: Runs) {
  const { original, port, pair } = runs;
  return {
    evidence: [...timetable('original', original), ...timetable('port', port)],
    ...parting(runs, (trace) => timesOf(trace, pair.total)),
  };
}

/** Rows beyond these help nobody. */
const MOST_ROWS = 12;

function timetable(program: 'original' | 'port', { trace }: Subject): Said[] {
  const sleeps = sleepsOf(trace);
  const rows = sleeps
    .slice(0, MOST_ROWS)
    .map(({ task, seconds, from, to }) => text('sleepRow', program, task, seconds, from, to));
  const more = sleeps.length - MOST_ROWS;
  return more <= 0 ? rows : [...rows, text('moreRows', program, more)];
}

/** When the tasks slept, and when the totals were printed. */
function timesOf(trace: Trace, total: RegExp): Item[] {
  const sleeps = sleepsOf(trace).map(({ task, seconds, from, to, place }) => {
    const shown = text('sleeps', task, seconds, from, to);
    return { place, key: String(shown), text: shown };
  });
  const totals = printedTotals(trace, total).map(({ seconds, line }) => {
    const shown = text('printsTotal', line.task, seconds, line.time);
    return { place: line.place, key: String(shown), text: shown };
  });
  return [...sleeps, ...totals].sort((a, b) => a.place - b.place);
}
