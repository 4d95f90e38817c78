import type { Said } from '../messages/text.ts';

/**
 * A trace: what one run of one program did, in order. Plain JSON, so that reports and other
 * tools can read it; `version` changes when a reader would have to.
 */
export interface Trace {
  version: 1;
  /** The program, as the user named it. */
  program: string;
  language: Language;
  /** For example `Python 3.11.7`. */
  runtime: string;
  clock: ClockName;
  seed: number;
  /** The option of `lockstep run` that decided the draws, if it was not the seed alone: `--durations 7,6`. */
  draws?: string;
  /** In order of creation; `main` first. */
  tasks: Task[];
  /** In order of time; lines of one stream in the order in which they reached it. */
  events: TraceEvent[];
  ending: Ending;
  /** Where more than one task could go on, and which did; none under the real clock. */
  choices: Choice[];
  /** Virtual clock: what the harness did not own, such as waits in real time and foreign programs. */
  uncontrolled: Said[];
  /** What else a reader should know, such as that it reads a closed input. Absent for none. */
  notes?: Said[];
  /**
   * The most CPU seconds that one of its threads was seen to use between two rests; absent if they
   * were few.
   */
  computed?: number;
  /** The most lines, starts and wakings at one virtual instant; absent if they were few. */
  busiest?: number | undefined;
  /**
   * Virtual clock: where time passed at a stated cost because the program was busy at one instant;
   * for a reader.
   */
  paced?: Said[] | undefined;
  /** Real clock: by how many seconds, at most, the machine may have made it late. */
  late?: number;
  /** Where the program draws from a generator that it has seeded itself, as in `main.py:12`. */
  seeded?: string[];
  /** The program drew its own random numbers: the seed had no effect. */
  ownDraws?: true;
}

export type Language = 'python' | 'node';
export type ClockName = 'real' | 'virtual';
export type Stream = 'stdout' | 'stderr';
export type TaskKind = 'process' | 'thread';

export interface Task {
  /** `main`, its children `main.1`, `main.2` in order of creation, theirs `main.1.1`. */
  id: string;
  kind: TaskKind;
  parent: string | null;
  /** False where the task never reported in: a foreign program, such as `sleep 5`. */
  observed: boolean;
  /** What was started, if it is foreign and known. */
  command?: string;
  /** The line of the program that started it, if it is known: `main.py:12`. */
  where?: string;
}

/** A place in a run where more than one task could go on. */
export interface Choice {
  /** The names of those that could: tasks, or timers of one. */
  options: readonly string[];
  taken: string;
}

interface EventBase {
  /** Seconds since the program was started. */
  time: number;
  task: string;
}

export interface StartEvent extends EventBase {
  type: 'start';
}

/** A line, or the last part of one, whose earlier parts are `text` events of the same stream. */
export interface LineEvent extends EventBase {
  type: 'line';
  stream: Stream;
  /** Without its line end; each process id in it replaced by its task, as in `⟨main.1⟩`. */
  text: string;
  /** Present if something is wrong with the text; `no line end` only after parts are joined. */
  flaw?: 'no line end' | 'carriage return' | 'invalid UTF-8';
}

/**
 * Text without a line end that reached its stream by itself: Python flushed it, or Node wrote it.
 * The rest of its line is another `text` or `line` event, of this task or of another.
 */
export interface TextEvent extends EventBase {
  type: 'text';
  stream: Stream;
  /** As of a line. */
  text: string;
  flaw?: 'invalid UTF-8';
}

export interface SleepEvent extends EventBase {
  type: 'sleep';
  /** Distinguishes this sleep from others of the same task; its `wake` has the same. */
  id: number;
  /** What the program asked for. */
  seconds: number;
}

export interface WakeEvent extends EventBase {
  type: 'wake';
  id: number;
}

/**
 * It waits for something with a deadline: a lock, a message. Under the real clock only Python's
 * threading reports such waits; Atomics.wait is a sleep there.
 */
export interface WaitEvent extends EventBase {
  type: 'wait';
  /** Distinguishes this wait from others of the same task; its `resume` has the same. */
  id: number;
  /** How long at most. */
  seconds: number;
}

export interface ResumeEvent extends EventBase {
  type: 'resume';
  id: number;
  /** What it waited for did not come in time. */
  timedOut: boolean;
}

export interface DrawEvent extends EventBase {
  type: 'draw';
  /** What decides the draw: the line its task printed last, and how many draws came since. */
  key: string;
  /** In [0, 1). */
  value: number;
}

export interface EndEvent extends EventBase {
  type: 'end';
  /** Of a process; null for a thread, and for a process that was killed. */
  code: number | null;
  signal: string | null;
}

export type TraceEvent =
  | StartEvent
  | LineEvent
  | TextEvent
  | SleepEvent
  | WakeEvent
  | WaitEvent
  | ResumeEvent
  | DrawEvent
  | EndEvent;

export interface Ending {
  /** How the program's first process ended. */
  kind:
    | 'exited'
    | 'killed'
    // Real clock: all of it slept longer than it may.
    | 'timed out'
    // Stopped by a limit of real time: the machine was too slow, or the program hangs.
    | 'stalled'
    | 'too much output'
    | 'too many processes'
    | 'too much memory'
    | 'interrupted'
    // At the time that `--until` names.
    | 'until'
    // Stopped by a signal such as SIGSTOP, with nobody left to continue it.
    | 'stopped'
    | 'spinning'
    // Found out by the virtual clock alone:
    | 'deadlock'
    | 'endless instant'
    | 'too much time'
    | 'nondeterministic'
    // It wakes again and again for a long time, without `--until`.
    | 'endless'
    // Only something from outside could let it go on.
    | 'idle';
  code: number | null;
  signal: string | null;
  /** Seconds since the program was started. */
  time: number;
  /** Processes that were still alive when the program had ended; the harness ended them. */
  leftovers: Said[];
  /** Details, line by line: what each task of a deadlock waits for. */
  detail?: Said[];
}

/** How many generations a task is below main. */
export const generationOf = (task: string) => task.split('.').length - 1;

/** The task of a line that was written past the observer. */
export const UNKNOWN_TASK = '?';

export function isLine(event: TraceEvent): event is LineEvent {
  return event.type === 'line';
}

export function isOutput(event: TraceEvent): event is LineEvent | TextEvent {
  return event.type === 'line' || event.type === 'text';
}
