import type { CutShort } from '../messages/evidence/doubts.ts';
import { type Said, text } from '../messages/text.ts';
import type { Trace } from '../trace/trace.ts';
import type { Check } from './check.ts';
import type { CheckName } from './check-names.ts';

export type Role = 'original' | 'port';

/**
 * Beyond its limits a port does not conform, at any speed. An original may need more than it was
 * given; then nothing can be said of its port.
 */
const LIMITED = [
  'spinning',
  'endless instant',
  'timed out',
  'too much output',
  'endless',
  'idle',
] as const satisfies CutShort[];

/** How the program would have gone on is not known. */
const CUT_SHORT = ['stalled', 'nondeterministic'] as const satisfies CutShort[];

/** Whether a run ended so that nothing can be said by it. */
export function isCutShort({ ending: { kind } }: Trace, role: Role): boolean {
  const kinds: readonly string[] = role === 'original' ? [...CUT_SHORT, ...LIMITED] : CUT_SHORT;
  return kinds.includes(kind);
}

/** Why what a run shows cannot be relied on: how it ended, and what the harness did not own. */
export function doubtsOf(trace: Trace, role: Role): Said[] {
  const { uncontrolled, ending } = trace;
  const waits = uncontrolled.map((what) => text('uncontrolled', role, what));
  if (!isCutShort(trace, role)) return waits;
  const kind = ending.kind as CutShort;
  return [...waits, text('cutShort', role, kind, ending.detail ?? [])];
}

/** Where time passed at a stated cost: what of a failed check rests on that is in doubt. */
export function pacedIn({ paced = [] }: Trace, role: Role): Said[] {
  return paced.map((what) => text('busy', role, what));
}

/**
 * The failed checks of two runs, where they rest on what cannot be judged: all of them after a run
 * that was cut short; those of time and order beside what went on in real time, or took a stated time since it was busy.
 */
export function withDoubts(
  checks: Record<CheckName, Check>,
  traces: Readonly<Record<Role, readonly Trace[]>>,
): Record<CheckName, Check> {
  const all = Object.entries(traces) as [Role, readonly Trace[]][];
  const cut = all.some(([role, some]) => some.some((trace) => isCutShort(trace, role)));
  const waits = all.some(([, some]) =>
    some.some(({ uncontrolled, paced }) => uncontrolled.length > 0 || paced !== undefined),
  );
  const marked = (name: CheckName, check: Check): Check => {
    const rests = cut || (waits && (name === 'timing' || check.basis === 'time'));
    return !check.ok && rests ? { ...check, doubtful: true } : check;
  };
  const { output, timing, tasks, ending } = checks;
  return {
    output: marked('output', output),
    timing: marked('timing', timing),
    tasks: marked('tasks', tasks),
    ending: marked('ending', ending),
  };
}

/** Whether a check does not hold, and rests on nothing that cannot be judged. */
export const isMistake = ({ ok, doubtful }: Check) => !ok && doubtful === undefined;

/** Of two results of one check the one that says more: a mistake, then a doubt. */
export function clearer(one: Check, other: Check): Check {
  if (isMistake(one) || (!one.ok && !isMistake(other))) return one;
  return other.ok ? one : other;
}
