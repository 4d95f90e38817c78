import type { Trace } from './trace.ts';

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

/** Sleeps that the end of the program cuts off, such as a daemon's. */
export const cutByTheEnd = (trace: Trace) =>
  sleepsOf(trace).filter((sleep) => !isOver(sleep) && !goesOnAfter(sleep, trace));

/** Waits that something ends before their time, and not the end of their task. */
export function wokenEarly(trace: Trace): Sleep[] {
  return sleepsOf(trace).flatMap((sleep) => {
    if (isOver(sleep)) return [];
    const next = trace.events.find(({ task }, at) => at > sleep.place && task === sleep.task);
    return next === undefined || next.type === 'end' ? [] : [{ ...sleep, to: next.time }];
  });
}
