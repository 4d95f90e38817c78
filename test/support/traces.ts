import type { Subject } from '../../harness/judge/subject.ts';
import type { Piece } from '../../harness/law/law.ts';
import type {
  LineEvent,
  SleepEvent,
  Stream,
  Task,
  TaskKind,
  Trace,
  TraceEvent,
  WakeEvent,
} from '../../harness/trace/trace.ts';

/** The line in which the made-up programs print their total. */
export const TOTAL = /^total (\d+\.\d+)$/;

export function line(
  time: number,
  task: string,
  text: string,
  stream: Stream = 'stdout',
): LineEvent {
  return { time, task, type: 'line', stream, text };
}

/** A task sleeps `seconds`; it may wake at another time than it should, or never (Infinity). */
export function slept(
  from: number,
  task: string,
  seconds: number,
  to = from + seconds,
): [SleepEvent, ...WakeEvent[]] {
  // Two that begin together are told apart by their length.
  const id = from * 1000 + seconds / 1000;
  const wake: WakeEvent[] = Number.isFinite(to) ? [{ time: to, task, type: 'wake', id }] : [];
  return [{ time: from, task, type: 'sleep', id, seconds }, ...wake];
}

/** Pieces of work of these durations, each a task's of its own. */
export function pieces(seconds: readonly number[]): Piece[] {
  return seconds.map((each, index) => ({ task: `main.${index + 1}`, seconds: each }));
}

/** `main`, and a child of it for each kind. */
export function family(...kinds: TaskKind[]): Task[] {
  const children = kinds.map((kind, index) => task(`main.${index + 1}`, kind));
  return [task('main', 'process'), ...children];
}

export function task(id: string, kind: TaskKind): Task {
  const parent = id.includes('.') ? id.slice(0, id.lastIndexOf('.')) : null;
  return { id, kind, parent, observed: true };
}

/** A trace of a program that ended well a hair after its last event. */
export function traceOf(
  events: readonly (TraceEvent | readonly TraceEvent[])[],
  changes: Partial<Trace> = {},
): Trace {
  const inOrder = events.flat().sort((a, b) => a.time - b.time);
  const time = (inOrder.at(-1)?.time ?? 0) + 0.01;
  return {
    version: 1,
    program: 'made-up.py',
    language: 'python',
    runtime: 'Python 3.11.7',
    clock: 'real',
    seed: 0,
    tasks: family(),
    events: inOrder,
    ending: { kind: 'exited', code: 0, signal: null, time, leftovers: [] },
    choices: [],
    uncontrolled: [],
    ...changes,
  };
}

/** A run, and its no-op twin: by default one that printed a total of nothing, at once. */
export function subjectOf(trace: Trace, twin = traceOf([line(0, 'main', 'total 0.00')])): Subject {
  return { trace, twin };
}
