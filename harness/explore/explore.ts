import { taskGroup } from '../task-group.ts';
import { speech } from '../trace/speech.ts';
import { spokenLines } from '../trace/spoken.ts';
import type { Trace } from '../trace/trace.ts';
import { follow, guide, type Policy, randomWalk, replay } from './policy.ts';

/** What the orders of one program came to. */
export interface Exploration {
  /** One trace for each way in which the program speaks, by what it says and when. */
  traces: Map<string, Trace>;
  /** Runs that were made. */
  runs: number;
  /** Whether these were all schedules; else `estimate` says how many there are, about. */
  exhaustive: boolean;
  estimate: number;
  /** Two runs of one schedule that differ: the program has a will that the harness does not own. */
  nondeterminism?: Nondeterminism;
}

/** A schedule that came out otherwise when it was run again. */
export interface Nondeterminism {
  schedule: readonly string[];
  /** The run in which the schedule was found, and the one that should have been the same so far. */
  recorded: Trace;
  replayed: Trace;
}

/** Runs the program once. Many may be asked for at a time. */
export type RunOnce = (policy: Policy) => Promise<Trace>;

export interface ExploreOptions {
  budget: number;
  seed: number;
  atOnce?: number;
  first?: Trace | undefined;
}

/**
 * Runs that are asked for at once: the same on every machine, or samples would depend on its
 * processors. Enough for sixteen, with the programs of a pair.
 */
const AT_ONCE = 8;

/** The part of a budget that random walks take where not all schedules can be tried. */
const WALKS = 1 / 4;

/**
 * Try every order in which a program can speak: depth first over the choices of a run, each by
 * replaying the choices before it. A schedule is run once and only once. Where the budget does not
 * reach for all, random walks from the seed take over, and Knuth's estimate (1975) says how many
 * schedules there are: the mean, over walks, of the product of the numbers of options.
 *
 * @param budget the number of runs; walks may take a quarter more
 * @param atOnce how many runs are asked for at once. Where the budget does not reach, it decides
 *   which are made; how long each of them takes does not.
 * @param first the run by the fixed rule, where it was made before
 */
export async function explore(
  runOnce: RunOnce,
  { budget, seed, atOnce = AT_ONCE, first }: ExploreOptions,
): Promise<Exploration> {
  const traces = new Map<string, Trace>();
  const frontier: Branch[] = [{ schedule: [], from: undefined }];
  let runs = 0;
  let nondeterminism: Exploration['nondeterminism'];
  const begin = async (
    policy: Policy,
    takeUp: (trace: Trace) => void,
    made?: Trace | undefined,
  ) => {
    runs += 1;
    const trace = made ?? (await runOnce(policy));
    return () => {
      const key = speech(trace);
      if (!traces.has(key)) traces.set(key, trace);
      takeUp(trace);
    };
  };

  await inOrder(atOnce, () => {
    const tooMany = runs >= budget / 2 && frontier.length > budget - runs;
    if (nondeterminism !== undefined || tooMany || runs >= budget) return undefined;
    const branch = frontier.pop();
    if (branch === undefined) return undefined;
    const { schedule, from } = branch;
    const takeUp = (trace: Trace) => {
      if (from !== undefined && !repeats(from, trace, schedule.length)) {
        nondeterminism ??= { schedule, recorded: from, replayed: trace };
      }
      frontier.push(...alternatives(trace, schedule.length));
    };
    return begin(replay(schedule), takeUp, schedule.length === 0 ? first : undefined);
  });
  if (nondeterminism !== undefined) {
    return { traces, runs, exhaustive: false, estimate: runs, nondeterminism };
  }
  if (frontier.length === 0) return { traces, runs, exhaustive: true, estimate: runs };

  const sizes: number[] = [];
  const last = Math.max(budget, runs + Math.ceil(budget * WALKS));
  let walk = 0;
  await inOrder(atOnce, () => {
    if (runs >= last) return undefined;
    walk += 1;
    return begin(randomWalk(seed, walk), ({ choices }) => {
      sizes.push(choices.reduce((product, { options }) => product * options.length, 1));
    });
  });
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  const estimate = Math.max(runs + frontier.length, Math.round(mean));
  return { traces, runs, exhaustive: false, estimate };
}

/**
 * Sampled sets may differ by luck: lead each program to every way in which only the other was
 * found to speak. What it can be led to belongs to its own set.
 */
export async function reconcile(
  one: { found: Exploration; runOnce: RunOnce },
  other: { found: Exploration; runOnce: RunOnce },
): Promise<void> {
  for (const [mine, theirs] of [
    [one, other],
    [other, one],
  ] as const) {
    if (mine.found.exhaustive) continue;
    const { traces } = mine.found;
    const ways = [...theirs.found.traces];
    await inOrder(AT_ONCE, () => {
      for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
        if (!traces.has(way[0])) return leadTo(...way, mine);
      }
      return undefined;
    });
  }
}

/** Lead a program to one way of speaking; what comes of it is for its set. */
async function leadTo(
  key: string,
  trace: Trace,
  { found, runOnce }: { found: Exploration; runOnce: RunOnce },
): Promise<() => void> {
  const lines = guide(spokenLines(trace).map(({ task }) => task));
  const runs: [spoken: string, led: Trace][] = [];
  // By its choices, too: which file a worker prints depends on which of them began first.
  for (const policy of [follow(trace.choices, lines), lines]) {
    const led = await runOnce(policy);
    const spoken = speech(led);
    runs.push([spoken, led]);
    if (spoken === key) break;
  }
  return () => {
    found.runs += runs.length;
    for (const [spoken, led] of runs) if (!found.traces.has(spoken)) found.traces.set(spoken, led);
  };
}

/** A schedule to be tried, and the run from which it parts at its last choice. */
interface Branch {
  schedule: readonly string[];
  from: Trace | undefined;
}

/** Whether the same choices met the same options, as far as the schedule goes. */
function repeats(recorded: Trace, replayed: Trace, length: number): boolean {
  return recorded.choices
    .slice(0, length)
    .every(({ options }, step) => options.join() === replayed.choices[step]?.options.join());
}

/** The schedules that part from this run after its first `known` choices, each at one choice. */
function alternatives(from: Trace, known: number): Branch[] {
  const taken = from.choices.map((choice) => choice.taken);
  return from.choices
    .slice(known)
    .flatMap(({ options, taken: own }, offset) =>
      options
        .filter((option) => option !== own)
        .map((option) => ({ schedule: [...taken.slice(0, known + offset), option], from })),
    );
}

/**
 * Begin one thing after the other, so many at once, and take them up in the order in which they
 * were begun, not in that in which they are done: what is begun next depends on no luck.
 *
 * @param begin the next thing, which comes to how it is taken up; undefined where there is none now
 * @throws what the first that fails throws, when all that were begun are over
 */
function inOrder(atOnce: number, begin: () => Promise<() => void> | undefined): Promise<void> {
  return taskGroup(undefined, async (group) => {
    const begun: Promise<() => void>[] = [];
    const fill = () => {
      while (begun.length < atOnce && !group.signal.aborted) {
        const next = begin();
        if (next === undefined) return;
        begun.push(group.run(() => next));
      }
    };
    fill();
    for (let oldest = begun.shift(); oldest !== undefined; oldest = begun.shift()) {
      (await oldest)();
      fill();
    }
  });
}
