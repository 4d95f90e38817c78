import { isOutput, type Trace } from '../../trace/trace.ts';
import { formula, type Law, plain } from '../law.ts';
import { type Item, parting } from '../side-by-side.ts';
import { type Check, printedTotals, type Subject, sleepsOf, workOf } from '../subject.ts';
import { ROUNDING, toleranceOf } from '../tolerance.ts';
import { durationsMistake, type Problem, sameDurations } from './durations-mistake.ts';
import { phasesOf } from './phase.ts';
import { orderProblem } from './phase-order.ts';
import { totalProblem } from './phase-total.ts';

/**
 * The law of the pair holds for both programs: first by when the tasks slept, which noise does
 * not touch, then by the totals that the program prints. A sleep that was cut off by the end of
 * the program, such as a daemon's, is no part of it.
 */
export function judgeTiming(original: Subject, port: Subject, law: Law, total: RegExp): Check {
  const other = durationsMistake(original.trace, port.trace);
  // A timer that outlasts the last line, beside the original's sleeps, is the ending's matter.
  const trimmed = withoutLateSleeps(port);
  const work = workOf(original.trace);
  const outlasts =
    !sameDurations(work, workOf(port.trace)) && sameDurations(work, workOf(trimmed.trace));
  const problem =
    problemOf(original, law, total) ??
    (outlasts ? undefined : other) ??
    problemOf(outlasts ? trimmed : port, law, total);
  if (problem !== undefined) {
    const evidence = [original, port].flatMap(timetable);
    const rows = (trace: Trace) => timesOf(trace, total);
    const why = port.trace.ending.kind === 'exited' ? problem : cutShort(problem);
    return { ok: false, ...why, evidence, ...parting([original, port], rows) };
  }
  const [first, second] = [original, port].map(({ trace }) => printed(trace, total));
  const shown = first === second ? first : `${first} (original) and ${second} (port)`;
  const formulas = phasesOf(original.trace, law, total).map(({ law, sleeps }) =>
    formula(law, sleeps),
  );
  return { ok: true, sentence: `total ${shown} = ${formulas.join(', then ')}` };
}

/** A program that did not finish has made no mistake of timing by what it did not do. */
function cutShort({ sentence }: Problem): Problem {
  const stop = sentence.endsWith('?') ? '' : '.';
  return { sentence: `${sentence}${stop} It did not finish (see ending)` };
}

function problemOf(subject: Subject, law: Law, total: RegExp): Problem | undefined {
  const { trace } = subject;
  const tolerance = toleranceOf(trace.clock, subject.late);
  const whose = trace.language === 'python' ? 'the original ' : '';
  const restless = workOf(trace).find(
    ({ from, to, seconds }) => to - from < seconds - tolerance.clocks - ROUNDING,
  );
  if (restless !== undefined) {
    const { task, from, to, seconds } = restless;
    return {
      sentence: `${whose}${task} slept ${(to - from).toFixed(3)} s of the ${plain(seconds)} s that it wanted`,
      look: { sentence: 'what ends this sleep before its time', find: { calls: ['sleep'] } },
    };
  }
  const phases = phasesOf(trace, law, total);
  for (const phase of phases) {
    const problem = orderProblem(phase, tolerance, trace) ?? totalProblem(subject, phase, total);
    if (problem === undefined) continue;
    const where = phases.length > 1 ? ` (phase ${phase.number + 1} of ${phases.length})` : '';
    return { ...problem, sentence: `${whose}${problem.sentence}${where}` };
  }
  const { length } = printedTotals(trace, total);
  if (length <= phases.length) return undefined;
  return { sentence: `${whose}printed ${length} totals, expected ${phases.length}` };
}

/** Without the sleeps that end after the last line, or never. */
function withoutLateSleeps({ trace, ...others }: Subject): Subject {
  const last = trace.events.findLast(isOutput)?.time ?? Infinity;
  const late = new Set(
    sleepsOf(trace)
      .filter(({ to }) => to > last)
      .map(({ place }) => place),
  );
  return {
    trace: { ...trace, events: trace.events.filter((_, place) => !late.has(place)) },
    ...others,
  };
}

/** The totals that a program prints, for a reader. */
export const printed = (trace: Trace, total: RegExp) =>
  printedTotals(trace, total)
    .map(({ seconds }) => `${seconds.toFixed(2)} s`)
    .join(' and ');

/** When the tasks slept, line by line. */
export function timetable({ trace }: Subject): string[] {
  const most = 12;
  const name = trace.language === 'python' ? 'original' : 'port';
  const sleeps = sleepsOf(trace);
  const rows = sleeps
    .slice(0, most)
    .map(
      ({ task, seconds, from, to }) =>
        `${name}: ${task} slept ${plain(seconds)} s, from ${from.toFixed(2)} s to ${endText(to)}`,
    );
  return sleeps.length <= most ? rows : [...rows, `${name}: … and ${sleeps.length - most} more`];
}

const endText = (to: number) => (Number.isFinite(to) ? `${to.toFixed(2)} s` : 'no end');

/** When the tasks slept, and when the totals were printed. */
export function timesOf(trace: Trace, total: RegExp): Item[] {
  const sleeps = sleepsOf(trace).map(({ task, seconds, from, to, place }) => {
    const text = `${task} sleeps ${plain(seconds)} s, ${from.toFixed(2)} s to ${endText(to)}`;
    return { place, key: text, text };
  });
  const totals = printedTotals(trace, total).map(({ seconds, line }) => {
    const text = `${line.task} prints its total, ${seconds.toFixed(2)} s, at ${line.time.toFixed(2)} s`;
    return { place: line.place, key: text, text };
  });
  return [...sleeps, ...totals].sort((a, b) => a.place - b.place);
}
