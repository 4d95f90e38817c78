import type { Trace } from '../observe/trace.ts';
import type { Pair } from '../pairs.ts';
import { judgeEnding } from './ending.ts';
import { anyTasks, judgeTimes } from './idiomatic.ts';
import { coverage, judgeOrders, type Orders } from './orders.ts';
import { judgeOutput } from './output.ts';
import { type Check, linesOf, type Subject } from './subject.ts';
import { judgeTasks } from './tasks.ts';
import { judgeTiming } from './timing.ts';

export const CHECKS = ['output', 'timing', 'tasks', 'ending'] as const;
export type CheckName = (typeof CHECKS)[number];

/** Whether a port is the same program as its original, and by what. */
export interface Verdict {
  pair: string;
  /** No check failed, and nothing is inconclusive. */
  ok: boolean;
  checks: Record<CheckName, Check>;
  /** Why no verdict can be relied on: what the harness did not own. */
  inconclusive: string[];
  /** How many orders were tried. */
  coverage: string;
  original: Trace;
  port: Trace;
  /** Two runs of one schedule that differ, where a program does not repeat itself. */
  nondeterminism?: { recorded: Trace; replayed: Trace }[];
}

/** What a port is judged by. */
export interface Judged extends Pick<Pair, 'stem' | 'law' | 'total' | 'luck'> {
  /** A port in Node's own way: it need not have the original's tasks, nor all of its orders. */
  idiomatic?: boolean;
}

/** From one run of each. */
export function judge(pair: Judged, original: Subject, port: Subject): Verdict {
  return verdictOf(pair, checksOf(pair, original, port), {
    original: [original.trace],
    port: [port.trace],
    coverage: 'one schedule of each',
  });
}

/** From every order in which the two were found to speak. */
export function judgeAll(pair: Judged, orders: Orders): Verdict {
  const [originals, ports] = [orders.original, orders.port].map(({ traces }) => [
    ...traces.values(),
  ]) as [Trace[], Trace[]];
  const [original] = originals as [Trace];
  const [port] = ports as [Trace];
  const subject = (trace: Trace): Subject => ({ trace });
  const checks = checksOf(pair, subject(original), subject(port));
  // Lines first; then the set of their orders; then whatever goes wrong in one of the orders.
  if (checks.output.ok) checks.output = judgeOrders(orders, pair.idiomatic);
  for (const name of ['timing', 'tasks', 'ending'] as const) {
    for (const trace of ports) {
      if (!checks[name].ok) break;
      checks[name] = inThisOrder(checksOf(pair, subject(original), subject(trace))[name], trace);
    }
    for (const trace of originals) {
      if (!checks[name].ok) break;
      const own = inThisOrder(checksOf(pair, subject(trace), subject(port))[name], trace);
      if (!own.ok) checks[name] = own;
    }
  }
  const verdict = verdictOf(pair, checks, {
    original: originals,
    port: ports,
    coverage: coverage(orders),
  });
  const wilful = Object.entries(orders).flatMap(([name, { nondeterminism }]) =>
    nondeterminism === undefined ? [] : [{ name, ...nondeterminism }],
  );
  if (wilful.length === 0) return verdict;
  const doubts = wilful.map(
    ({ name, schedule, recorded, replayed }) =>
      `the ${name} does not repeat itself: after ${schedule.join(', ')} it once printed “${spoken(recorded)}” and once “${spoken(replayed)}”. What does it depend on beside time, dice and order?`,
  );
  const nondeterminism = wilful.map(({ recorded, replayed }) => ({ recorded, replayed }));
  return {
    ...verdict,
    ok: false,
    inconclusive: [...verdict.inconclusive, ...doubts],
    nondeterminism,
  };
}

function checksOf(
  { law, total, luck, idiomatic = false }: Judged,
  original: Subject,
  port: Subject,
) {
  return {
    output: judgeOutput(original, port, total, luck),
    timing: (idiomatic ? judgeTimes : judgeTiming)(original, port, law, total),
    tasks: idiomatic ? anyTasks(port.trace) : judgeTasks(original.trace, port.trace),
    ending: judgeEnding(original, port),
  };
}

const spoken = (trace: Trace) =>
  linesOf(trace)
    .map(({ text }) => text)
    .join(' / ');

function inThisOrder(check: Check, { program, seed, choices }: Trace): Check {
  if (check.ok || choices.length === 0) return check;
  const schedule = choices.map(({ taken }) => taken).join(',');
  const again = `again: lockstep run ${program} --seed ${seed} --replay ${schedule}`;
  return { ...check, evidence: [...(check.evidence ?? []), again], again };
}

/** Endings of which the harness cannot say how the program would have gone on. */
const UNDECIDED = new Set<Trace['ending']['kind']>([
  'spinning',
  'endless instant',
  'nondeterministic',
]);

function verdictOf(
  { stem }: Judged,
  checks: Verdict['checks'],
  { original, port, coverage }: { original: Trace[]; port: Trace[]; coverage: string },
): Verdict {
  const inconclusive = new Set(
    Object.entries({ original, port }).flatMap(([name, traces]) =>
      traces.flatMap(({ uncontrolled, ending, clock }) => [
        ...uncontrolled.map((what) => `uncontrolled: in the ${name}, ${what}`),
        ...(UNDECIDED.has(ending.kind)
          ? [`the ${name} is ${ending.kind}: ${ending.detail?.join('; ') ?? ''}`]
          : []),
        // Its own time went on: that real time did not suffice may be the machine's fault.
        ...(clock === 'virtual' && ending.kind === 'timed out'
          ? [
              `the ${name} was stopped by a limit of real time, at ${ending.time.toFixed(2)} s of its own: it waits for something outside, or the machine is busy`,
            ]
          : []),
      ]),
    ),
  );
  return {
    pair: stem,
    ok: CHECKS.every((name) => checks[name].ok) && inconclusive.size === 0,
    checks,
    inconclusive: [...inconclusive],
    coverage,
    original: original[0] as Trace,
    port: port[0] as Trace,
  };
}
