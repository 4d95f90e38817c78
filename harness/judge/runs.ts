import type { Pair } from '../pairs.ts';
import type { Subject } from './subject.ts';

/** What a port is judged by. */
export interface Judged extends Pick<Pair, 'stem' | 'law' | 'total' | 'luck'> {
  /** A port in Node's own way: it need not have the original's tasks, nor all of its orders. */
  idiomatic?: boolean;
}

/** A run of each program, and what they are judged by: what detectors look at. */
export interface Runs {
  original: Subject;
  port: Subject;
  pair: Judged;
}
