import { distinct, type Said, text } from '../messages/text.ts';
import { spokenLines } from '../trace/spoken.ts';
import type { Trace } from '../trace/trace.ts';
import type { Check } from './check.ts';
import { CHECKS, type CheckName } from './check-names.ts';
import { type Diagnosis, diagnose } from './diagnosis.ts';
import { clearer, doubtsOf, isMistake, pacedIn, type Role, withDoubts } from './doubt.ts';
import { judgeEnding } from './ending/check.ts';
import { judgeOutput } from './output/check.ts';
import { coverageOf, doubtsOfSample, judgeOrders, type Orders } from './output/orders.ts';
import { judgeLate } from './real-time.ts';
import { remarksOn } from './remarks.ts';
import type { Judged } from './runs.ts';
import type { Subject } from './subject.ts';
import { judgeTasks } from './tasks/check.ts';
import { judgeTiming } from './timing/check.ts';
import { judgeTimes } from './timing/idiomatic.ts';

/**
 * `fails` where a check does not hold and rests on nothing that is inconclusive; `inconclusive` where
 * none does, but something could not be judged.
 */
export type Outcome = 'conforms' | 'fails' | 'inconclusive';

/** Whether a port is the same program as its original, and by what. */
export interface Verdict {
  pair: string;
  outcome: Outcome;
  /** Whether it conforms. */
  ok: boolean;
  checks: Record<CheckName, Check>;
  /** Where it fails: the root mistake. */
  diagnosis?: Diagnosis;
  /** Why something could not be judged: what the harness did not own, or a run that was cut short. */
  inconclusive: Said[];
  /** What is no mistake, and worth knowing: that the original draws by a seed of its own. */
  remarks: Said[];
  /** How many orders were tried. */
  coverage: Said;
  original: Trace;
  port: Trace;
  /** Two runs of one schedule that differ, where a program does not repeat itself. */
  nondeterminism?: { recorded: Trace; replayed: Trace }[];
}

/** From one run of each. */
export function judge(pair: Judged, original: Subject, port: Subject): Verdict {
  const { checks, doubts } = judgeLate(original, port, (one, other) => checksOf(pair, one, other));
  const traces = { original: [original.trace], port: [port.trace] };
  return verdictOf(pair, checks, { ...traces, coverage: text('oneSchedule'), doubts });
}

/** From every order in which the two were found to speak. */
export function judgeAll(pair: Judged, orders: Orders): Verdict {
  const [originals, ports] = [orders.original, orders.port].map(({ traces }) => [
    ...traces.values(),
  ]) as [Trace[], Trace[]];
  const traces: Record<Role, Trace[]> = { original: originals, port: ports };
  const [original] = originals as [Trace];
  const [port] = ports as [Trace];
  const checks = checksOf(pair, { trace: original }, { trace: port });
  const sampled: Said[] = [];
  // Lines first; then the set of their orders; then whatever goes wrong in one of the orders.
  if (checks.output.ok) {
    const output = judgeOrders(orders, pair.idiomatic);
    sampled.push(...(output.doubtful === true ? doubtsOfSample(orders) : []));
    checks.output = withDoubts({ ...checks, output }, traces).output;
  }
  const others = [
    ...ports.map((trace) => ({ own: trace, original, port: trace })),
    ...originals.map((trace) => ({ own: trace, original: trace, port })),
  ];
  for (const name of ['timing', 'tasks', 'ending'] as const) {
    for (const { own, original, port } of others) {
      if (isMistake(checks[name])) break;
      const found = checksOf(pair, { trace: original }, { trace: port })[name];
      checks[name] = clearer(checks[name], inThisOrder(found, own));
    }
  }
  const wilful = Object.entries(orders).flatMap(([name, { nondeterminism }]) =>
    nondeterminism === undefined ? [] : [{ name, ...nondeterminism }],
  );
  const doubts = wilful.map(({ name, schedule, recorded, replayed }) =>
    text('notRepeated', name as Role, schedule, spoken(recorded), spoken(replayed)),
  );
  const isWilful = wilful.length > 0;
  const nondeterminism = wilful.map(({ recorded, replayed }) => ({ recorded, replayed }));
  const verdict = verdictOf(pair, isWilful ? allDoubtful(checks) : checks, {
    ...traces,
    coverage: text('coverage', coverageOf(orders)),
    doubts: [...doubts, ...sampled],
  });
  return { ...verdict, ...(isWilful && { nondeterminism }) };
}

/** Nothing that was seen would be seen again. */
function allDoubtful(checks: Verdict['checks']): Verdict['checks'] {
  const all = CHECKS.map((name) => [
    name,
    checks[name].ok ? checks[name] : { ...checks[name], doubtful: true },
  ]);
  return Object.fromEntries(all);
}

function checksOf(pair: Judged, original: Subject, port: Subject): Verdict['checks'] {
  const { idiomatic = false } = pair;
  const runs = { original, port, pair };
  const checks = {
    output: judgeOutput(runs),
    timing: (idiomatic ? judgeTimes : judgeTiming)(runs),
    tasks: judgeTasks(runs),
    ending: judgeEnding(runs),
  };
  return withDoubts(checks, { original: [original.trace], port: [port.trace] });
}

const spoken = (trace: Trace) =>
  spokenLines(trace)
    .map(({ text }) => text)
    .join(' / ');

function inThisOrder(check: Check, trace: Trace): Check {
  return check.ok || trace.choices.length === 0 ? check : { ...check, again: trace };
}

function verdictOf(
  { stem }: Judged,
  checks: Verdict['checks'],
  { original, port, coverage, doubts }: Record<Role, Trace[]> & { coverage: Said; doubts: Said[] },
): Verdict {
  const inconclusive = distinct([
    ...original.flatMap((trace) => doubtsOf(trace, 'original')),
    ...port.flatMap((trace) => doubtsOf(trace, 'port')),
    ...doubts,
    ...(CHECKS.some((name) => checks[name].doubtful)
      ? [
          ...original.flatMap((trace) => pacedIn(trace, 'original')),
          ...port.flatMap((trace) => pacedIn(trace, 'port')),
        ]
      : []),
  ]);
  const fails = CHECKS.some((name) => isMistake(checks[name]));
  const outcome = fails ? 'fails' : inconclusive.length > 0 ? 'inconclusive' : 'conforms';
  const diagnosis = diagnose(checks);
  return {
    pair: stem,
    outcome,
    ok: outcome === 'conforms',
    checks,
    ...(diagnosis !== undefined && { diagnosis }),
    inconclusive,
    remarks: remarksOn(original),
    coverage,
    original: original[0] as Trace,
    port: port[0] as Trace,
  };
}
