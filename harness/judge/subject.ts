import type { Said } from '../messages/text.ts';
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
