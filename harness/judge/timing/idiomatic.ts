import type { Trace } from '../../trace/trace.ts';
import { type Law, plain } from '../law.ts';
import { parting } from '../side-by-side.ts';
import { type Check, printedTotals, type Sleep, type Subject, workOf } from '../subject.ts';
import { ROUNDING, toleranceOf } from '../tolerance.ts';
import { judgeTiming, printed, timesOf, timetable } from './check.ts';

const SLEEPS = { calls: ['sleep'] } as const;
const CLOCKS = { calls: ['clock'] } as const;

/**
 * Whatever tasks it has, the port waits when the original does and as long, and prints its totals.
 * For a port in Node's own way, which needs no task to wait.
 */
export function judgeTimes(original: Subject, port: Subject, law: Law, total: RegExp): Check {
  const own = judgeTiming(original, original, law, total);
  if (!own.ok) return own;
  const tolerance = toleranceOf(port.trace.clock, port.late);
  const [expected, found] = [original, port].map(({ trace }) =>
    workOf(trace).sort((a, b) => a.from - b.from || a.seconds - b.seconds),
  ) as [Sleep[], Sleep[]];
  const text = ({ seconds, from }: Sleep) => `${plain(seconds)} s from ${from.toFixed(2)} s on`;
  const at = expected.findIndex((sleep, index) => {
    const other = found[index];
    if (other === undefined || Math.abs(other.seconds - sleep.seconds) > ROUNDING) return true;
    return Math.abs(other.from - sleep.from) > tolerance.overhead + ROUNDING;
  });
  const [wanted, got] = [expected[at], found[at]];
  const evidence = [original, port].flatMap(timetable);
  const shownBeside = parting([original, port], (trace) => timesOf(trace, total));
  const look = { sentence: 'sleeps: what they wait for, and for how long', find: SLEEPS };
  if (wanted !== undefined) {
    const instead = got === undefined ? 'does not' : `waits ${text(got)}`;
    const sentence = `${instead} where the original waits ${text(wanted)}`;
    return { ok: false, sentence, evidence, ...shownBeside, look };
  }
  if (found.length > expected.length) {
    const [extra] = found.slice(expected.length) as [Sleep];
    const sentence = `waits ${text(extra)}, which the original does not`;
    return { ok: false, sentence, evidence, ...shownBeside, look };
  }
  const [one, other] = [original, port].map(({ trace }) => printedTotals(trace, total));
  const differs = one?.some(({ seconds }, index) => {
    const shown = other?.[index]?.seconds ?? Number.NaN;
    return !(Math.abs(shown - seconds) <= tolerance.overhead + ROUNDING);
  });
  const shown = `${printed(port.trace, total)} where the original prints ${printed(original.trace, total)}`;
  if (differs) {
    const look = { sentence: 'readings of the clock', find: CLOCKS };
    return { ok: false, sentence: `prints a total of ${shown}`, evidence, ...shownBeside, look };
  }
  return own;
}

/** Which tasks such a port has is not judged. */
export function anyTasks({ tasks }: Trace): Check {
  const [, ...others] = tasks;
  const sentence =
    others.length === 0
      ? 'not judged: no processes, no threads: Node needs none to wait'
      : `not judged: ${others.length} beside main`;
  return { ok: true, sentence };
}
