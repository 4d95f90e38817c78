import { isLine, type Trace } from '../observe/trace.ts';
import { type Choice, type Policy, randomWalk, replay } from './policy.ts';

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
  nondeterminism?: { wanted: readonly string[]; trace: Trace };
}

/** Runs the program once. Many may be asked for at a time. */
export type RunOnce = (policy: Policy) => Promise<Trace>;

/**
 * What a program says and when, to the hundredth of a second: by this two traces are the same.
 * Finer than any of its clocks prints, and coarser than the milliseconds that a Node timer takes
 * at least.
 */
export function speech(trace: Trace): string {
  return trace.events
    .filter(isLine)
    .map(({ time, stream, text }) => `${time.toFixed(2)} ${stream} ${text}`)
    .concat(trace.ending.kind === 'exited' ? [] : [trace.ending.kind])
    .join('\n');
}

/**
 * Try every order in which a program can speak: depth first over the choices of a run, each by
 * replaying the choices before it. A schedule is run once and only once. Where the budget does not
 * reach for all, its other half goes to random walks, from the seed, and Knuth's estimate (1975)
 * says how many schedules there are: the mean, over walks, of the product of the numbers of options.
 *
 * @param budget the greatest number of runs
 */
export async function explore(
  runOnce: RunOnce,
  { budget, seed, lanes }: { budget: number; seed: number; lanes: number },
): Promise<Exploration> {
  const traces = new Map<string, Trace>();
  const frontier: string[][] = [[]];
  let runs = 0;
  let nondeterminism: Exploration['nondeterminism'];
  const take = async (policy: Policy) => {
    runs += 1;
    const trace = await runOnce(policy);
    const key = speech(trace);
    if (!traces.has(key)) traces.set(key, trace);
    return trace;
  };

  await inParallel(lanes, async () => {
    const half = Math.ceil(budget / 2);
    const prefix =
      nondeterminism || (runs >= half && frontier.length > budget - runs) || runs >= budget
        ? undefined
        : frontier.pop();
    if (prefix === undefined) return false;
    const trace = await take(replay(prefix));
    if (trace.ending.kind === 'nondeterministic') nondeterminism ??= { wanted: prefix, trace };
    frontier.push(...alternatives(trace.choices, prefix.length));
    return true;
  });
  if (frontier.length === 0 || nondeterminism !== undefined) {
    const found = { traces, runs, exhaustive: nondeterminism === undefined, estimate: runs };
    return { ...found, ...(nondeterminism && { nondeterminism }) };
  }

  const sizes: number[] = [];
  let walk = 0;
  await inParallel(lanes, async () => {
    if (runs >= budget) return false;
    walk += 1;
    const { choices } = await take(randomWalk(seed, walk));
    sizes.push(choices.reduce((product, { options }) => product * options.length, 1));
    return true;
  });
  const estimate = sizes.reduce((sum, size) => sum + size, 0) / Math.max(1, sizes.length);
  return { traces, runs, exhaustive: false, estimate: Math.max(runs, Math.round(estimate)) };
}

/** The schedules that part from this run after its first `known` choices, each at one choice. */
function alternatives(choices: readonly Choice[], known: number): string[][] {
  const taken = choices.map((choice) => choice.taken);
  return choices
    .slice(known)
    .flatMap(({ options, taken: own }, offset) =>
      options
        .filter((option) => option !== own)
        .map((option) => [...taken.slice(0, known + offset), option]),
    );
}

/** Do a thing again and again in so many lanes, each until it says that there is no more. */
async function inParallel(lanes: number, next: () => Promise<boolean>): Promise<void> {
  let busy = 0;
  const lane = async () => {
    // A lane that finds nothing waits for those that run: they may find more.
    for (;;) {
      busy += 1;
      const more = await next();
      busy -= 1;
      if (!more && busy === 0) return;
      if (!more) await new Promise((resolve) => setTimeout(resolve, 1));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
