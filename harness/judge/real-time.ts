import { type Said, text } from '../messages/text.ts';
import { ORDER_SPREAD } from '../tolerances.ts';
import type { Trace } from '../trace/trace.ts';
import type { Check } from './check.ts';
import type { CheckName } from './check-names.ts';
import { isMistake } from './doubt.ts';
import type { Subject } from './subject.ts';

type Checks = Record<CheckName, Check>;

/**
 * In real time a busy machine makes programs late. Judge as on an idle one; what fails is judged
 * again as if both programs had been as late as this machine may have made them. What fails then, too,
 * is a mistake; what does not is inconclusive, and a port that keeps the narrow bounds conforms.
 *
 * @param judgeWith judges with so many seconds of lateness
 * @returns the checks, and why some cannot be judged
 */
export function judgeLate(
  original: Subject,
  port: Subject,
  judgeWith: (original: Subject, port: Subject) => Checks,
): { checks: Checks; doubts: Said[] } {
  const strict = judgeWith(original, port);
  const failed = Object.values(strict).some(isMistake);
  const late = lateness(original) + lateness(port);
  if (!failed || late === 0) return { checks: strict, doubts: [] };
  const lenient = judgeWith({ ...original, late }, { ...port, late });
  // Whether a wait ends in time, and what is then printed, is a matter of lateness, too.
  const isRacy = late > ORDER_SPREAD && [original, port].some(({ trace }) => hasDeadline(trace));
  let doubtful = false;
  const checks = Object.fromEntries(
    Object.entries(strict).map(([name, check]) => {
      if (!isMistake(check) || !(lenient[name as CheckName].ok || isRacy)) return [name, check];
      doubtful = true;
      return [name, { ...check, doubtful: true }];
    }),
  ) as Checks;
  const doubts = doubtful ? [text('busyMachine', lateness(original), lateness(port))] : [];
  return { checks, doubts };
}

/** What the run itself shows, and its twin that did not sleep. */
const lateness = ({ trace, twin }: Subject) => Math.max(trace.late ?? 0, twin?.late ?? 0);

const hasDeadline = ({ events }: Trace) => events.some(({ type }) => type === 'wait');
