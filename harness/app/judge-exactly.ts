import type { Exploration, RunOnce } from '../explore/exploration.ts';
import { explore } from '../explore/explore.ts';
import { firstCreated } from '../explore/policy.ts';
import { reconcile } from '../explore/reconcile.ts';
import { judge, judgeAll, type Verdict } from '../judge/verdict.ts';
import { allAtOnce } from './at-once.ts';
import type { Programs, Role } from './programs.ts';
import type { Attempt } from './trials.ts';

/** Judge by one run of each program under the virtual clock. */
export async function judgeExactly(programs: Programs, attempt: Attempt): Promise<Verdict> {
  const original = await programs.ofOriginal('run', attempt, () =>
    programs.run(attempt, 'original', { policy: firstCreated }),
  );
  const port = await programs.run(attempt, 'port', { policy: firstCreated, beside: original });
  return judge(attempt.match.pair, { trace: original }, { trace: port });
}

/** How many runs are made of each program. */
export interface Budget {
  original: number;
  port: number;
}

/**
 * Judge by many orders of each program. What one shows and the other does not the other is led to.
 *
 * @param first by one run of each, with the same draws
 */
export async function judgeInOrders(
  programs: Programs,
  attempt: Attempt,
  first: Verdict,
  budget: Budget,
): Promise<Verdict> {
  const beside = { original: undefined, port: first.original };
  const runner = (role: Role): RunOnce => {
    return (policy) => programs.run(attempt, role, { policy, beside: beside[role] });
  };
  const find = (role: Role) =>
    explore(runner(role), {
      budget: budget[role],
      seed: attempt.dice.seed,
      first: first[role],
    });
  const [original, port] = (await allAtOnce(['original', 'port'] as const, (role) =>
    role === 'port'
      ? find(role)
      : programs.ofOriginal(`orders by ${budget[role]} runs`, attempt, () => find(role)),
  )) as [Exploration, Exploration];
  // What this port leads its original to is no matter of the next port.
  const own = { ...original, traces: new Map(original.traces) };
  await reconcile(
    { found: own, runOnce: runner('original') },
    { found: port, runOnce: runner('port') },
  );
  return judgeAll(attempt.match.pair, { original: own, port });
}
