/** How a total follows from the durations of sleeps, in seconds, in the order in which they began. */
export type Formula =
  | { kind: 'sum' | 'max' | 'min'; pieces: readonly number[] }
  | { kind: 'pool'; workers: number; pieces: readonly number[] }
  | { kind: 'pipeline'; stages: readonly (readonly number[])[] };

/** What a law predicts. */
export interface Expected {
  formula: Formula;
  /** Seconds. */
  total: number;
  /** Where the law has several phases: which one this is, from 1, and of how many. */
  phase?: { number: number; of: number };
}

/** What is said of something: a text of the catalogue, or words of a program. */
export type Sayable = string | { toString: () => string; toJSON: () => string };

/** How many tasks there are beside main. */
export interface TaskCounts {
  processes: number;
  threads: number;
}

/** How many of a program's schedules were tried, of how many; all, or about so many. */
export interface Tried {
  exhaustive: boolean;
  runs: number;
  estimate: number;
}

export interface Coverage {
  original: Tried;
  port: Tried;
}

/** A line that both programs print; times in seconds since the start. */
export interface TimedLine {
  text: string;
  original: number;
  port: number;
}

/** What was found in the source: numbers of lines, from 1. */
export interface Seen {
  /** The line that is pointed at. */
  line?: number;
  /** A line that explains it: what is held up, or comes too early. */
  related?: number;
  /** What that line starts, by its name in the source: `p2`. */
  started?: string;
}
