import type { Coverage, TimedLine } from './values.ts';

/** A line of the port beside the line of the original that it should be. */
export interface Reworded {
  found: string;
  wanted: string;
}

/** Kinds of mistakes that the check of output finds, and what each shows; times in seconds. */
export interface OutputMistakes {
  /** Another text. `piece`: the few characters that differ, where they say it all. */
  'wrong-text': Reworded & {
    differs: 'words' | 'punctuation' | 'white space' | 'carriage return' | 'full stop';
    piece?: { found: string; wanted: string };
  };
  'wrong-decimals': Reworded & { decimals: number; expected: number };
  /** Another number. `lacks`: a part that a sum leaves out, and whose it is. */
  'wrong-number': Reworded & { lacks?: { number: number; task: string } };
  /** The id of another process than in the original. */
  'wrong-process-id': {
    text: string;
    /** Tasks. */
    found: string;
    wanted: string;
    /** Its own id where its parent's should be. */
    own: boolean;
  };
  'wrong-stream': { text: string; found: 'stdout' | 'stderr'; wanted: 'stdout' | 'stderr' };
  'wrong-line-end': {
    text: string;
    how:
      | 'missing'
      | 'extra'
      | 'CRLF'
      | 'two lines in one'
      | 'empty lines'
      | 'invalid UTF-8'
      | 'valid UTF-8';
    lines: number;
  };
  'missing-lines': { lines: number; first: string; task: string };
  /** A task prints its first lines, but not its last ones. */
  'stops-too-early': { task: string; lines: number; first: string };
  'extra-lines': { lines: number; first: string; stream: 'stdout' | 'stderr' };
  /** A child goes on with what only its parent does. */
  'child-runs-on': { task: string; first: string };
  /** A daemon is waited for. */
  'daemon-joined': { task: string; seconds?: number; first?: string };
  /** Text that is printed later than in the original: `pieces` where parts become one. */
  'output-held-back': TimedLine & { pieces?: number };
  /** A line that the original prints at once comes in pieces. */
  'line-in-pieces': TimedLine & { pieces: number };
  /** By `task`. `sleeper`: a task that the original lets sleep to the end before it prints the line. */
  'printed-too-early': TimedLine & { task: string; sleeper?: string };
  'printed-too-late': TimedLine;
  /** What follows a sleep is done before the sleep is over. */
  'sleep-not-awaited': TimedLine;
  /**
   * The port prints `first` before `second`; in the original `first` comes `apart` later. `lines`: how
   * many lines would have to move. `sleeper`: a task that the original lets sleep before `first`;
   * `waiting`: the task that prints both, and waits between them.
   */
  'lines-out-of-order': {
    first: string;
    second: string;
    apart: number;
    sameTask: boolean;
    lines: number;
    sleeper?: string;
    waiting?: string;
  };
  /** Two tasks do each other's work. */
  'tasks-swapped': { task: string; other: string };
  /** The port never prints in an order in which the original may. */
  'order-never-occurs': { line: string; coverage: Coverage };
  /** The port may print in an order in which the original cannot. */
  'impossible-order': { line: string; coverage: Coverage };
  /** A result is read before the task that makes it has ended. */
  'result-read-too-early': Reworded;
  'lost-update': Reworded;
  /** No update is lost that the original may lose. */
  'extra-lock': Reworded;
  /** What one task writes another does not see. */
  'not-shared': { task?: string; found?: string; wanted: string };
}
