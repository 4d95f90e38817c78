import { speech } from '../trace/speech.ts';
import type { Trace } from '../trace/trace.ts';
import type { Exploration, RunOnce } from './exploration.ts';
import { AT_ONCE, inOrder } from './in-order.ts';
import { type Policy, randomWalk, replay } from './policy.ts';

export interface ExploreOptions {
  budget: number;
  seed: number;
  atOnce?: number;
  first?: Trace | undefined;
}

/** The part of a budget that random walks take if not all schedules can be tried. */
const WALKS = 1 / 4;

/**
 * Try every order in which a program can speak: depth first over the choices of a run, each by
 * replaying the choices before it. Each schedule is run exactly once. If the budget is too small,
 * random walks from the seed take over, and Knuth's estimate (1975) says how many schedules there
 * are: the mean, over walks, of the product of the numbers of options.
 *
 * @param budget the number of runs; walks may take a quarter more
 * @param atOnce how many runs are asked for at once. If the budget is too small, it decides which
 *   runs are made; how long each run takes does not.
 * @param first the run by the fixed rule, if it was made before
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

/** A schedule to try, and the run that it follows up to its last choice. */
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

/** The schedules that follow this run and then take another option, after its first `known` choices. */
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
