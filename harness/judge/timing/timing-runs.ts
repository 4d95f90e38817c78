import { type Phase, phasesOf } from '../../law/phase.ts';
import { type Sleep, sleepsOf, workOf } from '../../trace/sleeps.ts';
import { isOutput, type Trace } from '../../trace/trace.ts';
import type { Runs } from '../runs.ts';
import type { Subject } from '../subject.ts';
import { ROUNDING, type Tolerance, toleranceOf } from '../tolerance.ts';

/** What the detectors of timing look at. */
export interface TimingRuns extends Runs {
  /** The sleeps of the original that ended, and those of the port. */
  wanted: Sleep[];
  found: Sleep[];
  /** The phases of the port. */
  phases: Phase[];
  tolerance: Tolerance;
}

export function timingRuns(runs: Runs): TimingRuns {
  const { original, pair } = runs;
  const port = withoutOutlasting(runs);
  return {
    ...runs,
    port,
    wanted: workOf(original.trace),
    found: workOf(port.trace),
    phases: phasesOf(port.trace, pair.law, pair.total),
    tolerance: toleranceOf(port.trace.clock, port.late),
  };
}

/** The same, or a timer that outlasts the last line is left out: that is the ending's matter. */
function withoutOutlasting({ original, port }: Runs): Subject {
  const work = workOf(original.trace);
  if (sameDurations(work, workOf(port.trace))) return port;
  const trace = withoutLateSleeps(port.trace);
  return sameDurations(work, workOf(trace)) ? { ...port, trace } : port;
}

function withoutLateSleeps(trace: Trace): Trace {
  const last = trace.events.findLast(isOutput)?.time ?? Infinity;
  const late = new Set(
    sleepsOf(trace)
      .filter(({ to }) => to > last)
      .map(({ place }) => place),
  );
  return { ...trace, events: trace.events.filter((_, place) => !late.has(place)) };
}

/** The same, in whatever order; those of the port times a factor. */
export function sameDurations(
  expected: readonly Sleep[],
  found: readonly Sleep[],
  factor = 1,
): boolean {
  const sorted = (sleeps: readonly Sleep[]) =>
    sleeps.map(({ seconds }) => seconds).sort((a, b) => a - b);
  const got = sorted(found);
  return (
    expected.length === got.length &&
    sorted(expected).every(
      (seconds, index) => Math.abs(seconds - (got[index] ?? 0) * factor) < ROUNDING * factor,
    )
  );
}
