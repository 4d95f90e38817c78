import type { Said } from '../messages/text.ts';
import type { Trace } from '../trace/trace.ts';
import type { Finding } from './finding.ts';
import type { Runs } from './runs.ts';

/** A verdict on one question. */
export interface Check {
  ok: boolean;
  /** What holds; or what the mistake is, with its numbers. */
  sentence: Said;
  /** Where it does not hold: the mistake, then those that follow from it in this check. */
  findings?: readonly Finding[];
  /** Where it does not hold: the runs that show it, or an order that only one program has. */
  seen?: Runs | Witness;
  /** Where it shows in an order of its own: the run that has this order. */
  again?: Trace;
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

/** A run in an order that only its own program has. */
export interface Witness {
  owner: 'original' | 'port';
  trace: Trace;
  /** How many of its lines an order of the other program has, too. */
  at: number;
}
