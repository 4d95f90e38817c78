import type { Trace } from '../trace/trace.ts';

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
