import type { Said } from '../messages/text.ts';
import { type SpokenLine, spokenLines } from '../trace/spoken.ts';
import type { Trace } from '../trace/trace.ts';
import type { Finding } from './finding.ts';

/** One of the two programs of a pair, as the judges see it. */
export interface Subject {
  trace: Trace;
  /**
   * Under the real clock, the same program with each sleep over at once: what it costs beside
   * its sleeps.
   */
  twin?: Trace | undefined;
  /** Under the real clock: by how many seconds it may have been late and yet be right. */
  late?: number | undefined;
}

/** A verdict on one question. */
export interface Check {
  ok: boolean;
  /** What holds; or what the mistake is, with its numbers. */
  sentence: Said;
  /** Where it does not hold: the mistake, then those that follow from it in this check. */
  findings?: readonly Finding[];
  /** Where it does not hold: what was seen, line by line. */
  evidence?: Said[];
  /** Where it does not hold: both programs, from where they part. */
  sideBySide?: Row[];
  /** Where it shows in an order of its own: the command that runs it so; the last of the evidence. */
  again?: string;
  /** Where it does not hold: what to look at in the port. */
  look?: Look;
  /** Where it does not hold: by times or orders alone, and not by what was printed. */
  basis?: 'time';
  /** Where it does not hold: it rests on what cannot be judged, and so is no mistake. */
  doubtful?: true;
  /**
   * That it is known to fail, why, and the file and line that say so. With `ok`, that does not
   * hold any more.
   */
  known?: { reason: string; where: string };
}

/** What the two programs do at one place of their traces; `same` if it is the same. */
export interface Row {
  original?: Said;
  port?: Said;
  same: boolean;
}

export interface Look {
  /** For a learner, without the file. */
  sentence: string;
  /** By what it can be found in the source, until it was. */
  find?: Find;
  /** Where it was found in the port's file. */
  places?: Place[];
}

/** Lines of output that the source prints; calls of some kinds; or what a stack trace says. */
export type Find =
  // Of several the first that is found.
  { printing: readonly string[] } | { calls: readonly CallKind[] } | { line: number };

export type CallKind =
  | 'start'
  | 'join'
  | 'sleep'
  | 'clock'
  | 'draw'
  | 'lock'
  | 'pool'
  | 'message'
  | 'exit'
  | 'timer'
  | 'loop'
  | 'promise'
  | 'line end';

export interface Place {
  /** As it was named to the harness. */
  file: string;
  /** From 1. */
  line: number;
  source: string;
}

export interface Sleep {
  task: string;
  /** What the program asked for. */
  seconds: number;
  /** Seconds since the program's start. */
  from: number;
  /** Infinite where the task never woke. */
  to: number;
  /** Its place among the events of the run. */
  place: number;
  /** Whether it is a wait for something, with a timeout. */
  isWait: boolean;
}

/**
 * The sleeps of a run, in order of their beginning. A wait until a deadline is one, too: in Node it
 * is a timer, which nobody can tell from a sleep's. If what it waited for came, it was cut off.
 */
export function sleepsOf({ events }: Trace): Sleep[] {
  const ends = new Map(
    events.flatMap(({ task, time, ...event }) => {
      if (event.type === 'wake') return [[`${task} sleep ${event.id}`, time]];
      return event.type === 'resume' && event.timedOut ? [[`${task} wait ${event.id}`, time]] : [];
    }),
  );
  return events.flatMap((event, place) => {
    if (event.type !== 'sleep' && event.type !== 'wait') return [];
    const { task, type, id, seconds, time: from } = event;
    const to = ends.get(`${task} ${type} ${id}`) ?? Number.POSITIVE_INFINITY;
    return [{ task, seconds, from, to, place, isWait: type === 'wait' }];
  });
}

/** Whether it ended, and was not cut off. */
export const isOver = ({ to }: Sleep) => Number.isFinite(to);

/** Whether the task did something after this sleep: if it was cut off, then not by the end. */
export const goesOnAfter = ({ task, place }: Sleep, { events }: Trace) =>
  events.some((event, index) => index > place && event.task === task);

/** The sleeps that ended. */
export function workOf(trace: Trace): Sleep[] {
  return sleepsOf(trace).filter(isOver);
}

/** What it printed, line by line; of a line that came in parts each part. */
export function linesOf(trace: Trace): SpokenLine[] {
  return spokenLines(trace);
}

/** A total that a program prints. */
export interface PrintedTotal {
  seconds: number;
  decimals: number;
  line: SpokenLine;
}

/** The totals that a program prints, in their order. */
export function printedTotals(trace: Trace, total: RegExp): PrintedTotal[] {
  return linesOf(trace).flatMap((line) => {
    const number = total.exec(line.text)?.[1];
    if (number === undefined) return [];
    return [{ seconds: Number(number), decimals: number.split('.')[1]?.length ?? 0, line }];
  });
}
