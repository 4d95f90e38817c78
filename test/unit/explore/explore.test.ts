import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunOnce } from '../../../harness/explore/exploration.ts';
import { explore } from '../../../harness/explore/explore.ts';
import { type Option, type Policy, replay } from '../../../harness/explore/policy.ts';
import { reconcile } from '../../../harness/explore/reconcile.ts';
import type { Choice } from '../../../harness/trace/trace.ts';
import { isLine, type Trace } from '../../../harness/trace/trace.ts';
import { line, traceOf } from '../../support/traces.ts';

/** Runs a made-up program: so many tasks, each of which prints so many lines whenever it may. */
function program(tasks: number, lines: number) {
  return programOf(Array.from({ length: tasks }, () => lines));
}

/** As above, each task with its own number of lines. */
function programOf(lines: readonly number[], next = (mayGo: Option[]) => mayGo): RunOnce {
  return async (policy) => {
    await turn();
    return runModel(lines, policy, next);
  };
}

function runModel(
  lines: readonly number[],
  policy: Policy,
  next: (mayGo: Option[]) => Option[],
): Trace {
  const rest = lines.map((count, index) => ({ name: `main.${index + 1}`, count }));
  const choices: Choice[] = [];
  const spoken: string[] = [];
  for (;;) {
    const mayGo = next(
      rest.flatMap(({ name, count }) => (count > 0 ? [{ name, kind: 'line' as const }] : [])),
    );
    const [only] = mayGo;
    if (only === undefined) break;
    const past = { choices: choices.length, lines: spoken.length };
    const index = mayGo.length === 1 ? 0 : policy(mayGo, past);
    const taken = index === undefined ? undefined : mayGo[index];
    if (taken === undefined) return end(spoken, choices, 'nondeterministic');
    if (mayGo.length > 1) {
      choices.push({ options: mayGo.map(({ name }) => name), taken: taken.name });
    }
    spoken.push(taken.name);
    for (const task of rest) if (task.name === taken.name) task.count -= 1;
  }
  return end(spoken, choices, 'exited');
}

function end(spoken: string[], choices: Choice[], kind: Trace['ending']['kind']): Trace {
  const ending = { kind, code: 0, signal: null, time: 0, leftovers: [] };
  return traceOf(
    spoken.map((name) => line(0, name, name)),
    { choices, ending },
  );
}

const orderOf = ({ events }: Trace) => events.filter(isLine).map(({ task }) => task);

/** Runs a program and keeps the orders in which it spoke, one for each run. */
function recorded(runOnce: RunOnce) {
  const orders: string[] = [];
  const run: RunOnce = async (policy) => {
    const trace = await runOnce(policy);
    orders.push(orderOf(trace).join());
    return trace;
  };
  return { orders, run };
}

/** (nk)! / (k!)^n: in how many orders n tasks can print k lines each. */
function ordersOf(tasks: number, lines: number): number {
  const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
  return factorial(tasks * lines) / factorial(lines) ** tasks;
}

const PLENTY = { budget: 10_000, seed: 1 };

describe('every schedule', () => {
  const small = fc
    .record({ tasks: fc.integer({ min: 1, max: 4 }), lines: fc.integer({ min: 1, max: 4 }) })
    .filter(({ tasks, lines }) => ordersOf(tasks, lines) <= 3000);

  test('is run exactly once, however many run at once', async () => {
    await fc.assert(
      fc.asyncProperty(small, fc.integer({ min: 1, max: 5 }), async ({ tasks, lines }, atOnce) => {
        const { orders, run } = recorded(program(tasks, lines));
        const found = await explore(run, { ...PLENTY, atOnce });
        const count = ordersOf(tasks, lines);
        expect(found).toMatchObject({ runs: count, exhaustive: true, estimate: count });
        expect(new Set(orders).size).toBe(count);
        expect(orders).toHaveLength(count);
        expect(found.traces.size).toBe(count);
      }),
      { numRuns: 30 },
    );
  });

  test.each([
    [2, 2, 6],
    [3, 2, 90],
    [4, 2, 2520],
  ])('of %d tasks with %d lines each: %d', (tasks, lines, count) => {
    expect(ordersOf(tasks, lines)).toBe(count);
  });

  test('of a program without choices is its one run', async () => {
    expect(await explore(program(1, 3), { ...PLENTY, atOnce: 2 })).toMatchObject({
      runs: 1,
      exhaustive: true,
    });
  });

  test.each([90, 30])(
    'is found with one run fewer if the first was made before: %d',
    async (budget) => {
      const options = { budget, seed: 1 };
      const first = await program(3, 2)(replay([]));
      const { orders, run } = recorded(program(3, 2));
      const all = recorded(program(3, 2));
      expect(await explore(run, { ...options, first })).toEqual(await explore(all.run, options));
      expect([orderOf(first).join(), ...orders]).toEqual(all.orders);
    },
  );

  test('is run if the budget is just large enough', async () => {
    const options = { budget: 90, seed: 1, atOnce: 1 };
    expect(await explore(program(3, 2), options)).toMatchObject({ runs: 90, exhaustive: true });
  });
});

describe('if the budget is too small', () => {
  const options = { budget: 200, seed: 1, atOnce: 2 };

  test('the result says so, and at most a quarter more runs are made', async () => {
    const found = await explore(program(5, 2), options);
    expect(found.exhaustive).toBe(false);
    expect(found.runs).toBeGreaterThanOrEqual(200);
    expect(found.runs).toBeLessThanOrEqual(250);
    expect(found.traces.size).toBeLessThanOrEqual(found.runs);
  });

  test('the choice of runs does not depend on how long each takes', async () => {
    const inTime = (durations: number[]) => {
      let runs = 0;
      const at = program(4, 3);
      return recorded(async (policy) => {
        const turns = durations[runs % durations.length] ?? 1;
        runs += 1;
        for (let count = 0; count < turns; count += 1) await turn();
        return at(policy);
      });
    };
    const orders = async (durations: number[]) => {
      const { orders, run } = inTime(durations);
      const { runs, estimate, traces } = await explore(run, { budget: 60, seed: 3, atOnce: 4 });
      return { runs, estimate, orders: orders.sort(), traces: [...traces.keys()] };
    };
    const even = await orders([1]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(9), { minLength: 1 }), async (durations) => {
        expect(await orders(durations)).toEqual(even);
      }),
      { numRuns: 20 },
    );
  });

  test('a run that fails ends the exploration when the runs beside it are over', async () => {
    let begun = 0;
    let going = 0;
    const failing: RunOnce = async (policy) => {
      begun += 1;
      if (begun === 5) throw new Error('cannot run');
      going += 1;
      for (let count = 0; count < 9; count += 1) await turn();
      going -= 1;
      return program(3, 2)(policy);
    };
    await expect(explore(failing, { ...options, atOnce: 4 })).rejects.toThrow('cannot run');
    expect(going).toBe(0);
    expect(begun).toBeLessThan(5 + 4);
  });

  test('the same seed takes the same samples', async () => {
    const keys = async (seed: number) =>
      [...(await explore(program(5, 2), { budget: 60, seed, atOnce: 1 })).traces.keys()].sort();
    expect(await keys(7)).toEqual(await keys(7));
    expect(await keys(7)).not.toEqual(await keys(8));
  });

  test.each([
    [4, 2],
    [5, 2],
    [3, 4],
  ])(
    'the estimate for %d tasks with %d lines is near the true number, from any seed',
    async (n, k) => {
      const { mean, deviation } = walksOver(n, k);
      expect(mean).toBeCloseTo(ordersOf(n, k), 6);
      // A quarter of the budget, at least, is walks; five standard errors are one in two million.
      const error = (5 * deviation) / Math.sqrt(options.budget / 4);
      for (let seed = 0; seed < 10; seed += 1) {
        const { estimate } = await explore(program(n, k), { ...options, seed });
        expect(Math.abs(estimate - mean)).toBeLessThan(error);
      }
    },
  );

  // The broken twin: one that always walked along the first options.
  test('an estimate from the fixed rule alone is not near it', async () => {
    const { choices } = await program(5, 2)(replay([]));
    const product = choices.reduce((all, { options }) => all * options.length, 1);
    const { mean, deviation } = walksOver(5, 2);
    expect(Math.abs(product - mean)).toBeGreaterThan((5 * deviation) / Math.sqrt(50));
  });
});

/** What a random walk's product of options is: its mean and its standard deviation, exactly. */
function walksOver(tasks: number, lines: number): { mean: number; deviation: number } {
  const known = new Map<string, [number, number]>();
  const moments = (rest: number[]): [number, number] => {
    const key = rest.toSorted().join();
    const found = known.get(key);
    if (found !== undefined) return found;
    const next = rest.flatMap((count, index) =>
      count > 0 ? [moments(rest.with(index, count - 1))] : [],
    );
    const sum = (at: 0 | 1) => next.reduce((total, moment) => total + moment[at], 0);
    const own: [number, number] = next.length === 0 ? [1, 1] : [sum(0), next.length * sum(1)];
    known.set(key, own);
    return own;
  };
  const [mean, square] = moments(Array.from({ length: tasks }, () => lines));
  return { mean, deviation: Math.sqrt(square - mean ** 2) };
}

describe('a program that the harness does not decide alone', () => {
  /** In every run but the first it lacks main.3 at the start of its second step. */
  const fickle = (): RunOnce => {
    let runs = 0;
    return (policy) => {
      runs += 1;
      const own = runs;
      let step = 0;
      return programOf([1, 1, 1, 1], (mayGo) => {
        step += 1;
        return own > 1 && step === 2 ? mayGo.filter(({ name }) => name !== 'main.3') : mayGo;
      })(policy);
    };
  };
  const first = ['main.1', 'main.2', 'main.3', 'main.4'];
  const second = (trace: Trace | undefined) => trace?.choices[1]?.options;

  test('is reported, with the schedule and both runs', async () => {
    const { nondeterminism, exhaustive } = await explore(fickle(), { ...PLENTY, atOnce: 1 });
    expect(exhaustive).toBe(false);
    expect(nondeterminism?.schedule.slice(0, 2)).toEqual(first.slice(0, 2));
    expect(second(nondeterminism?.recorded)).toEqual(['main.2', 'main.3', 'main.4']);
    expect(second(nondeterminism?.replayed)).toEqual(['main.2', 'main.4']);
  });

  test('is reported if the schedule is not available at all', async () => {
    let runs = 0;
    const lacking: RunOnce = (policy) => {
      runs += 1;
      return programOf(runs === 1 ? [1, 1] : [1, 0, 1])(policy);
    };
    const { nondeterminism } = await explore(lacking, { ...PLENTY, atOnce: 1 });
    expect(nondeterminism?.schedule).toEqual(['main.2']);
    expect(nondeterminism?.replayed.ending.kind).toBe('nondeterministic');
  });

  test('is not reported if it repeats its schedules', async () => {
    expect(await explore(program(3, 2), { ...PLENTY, atOnce: 3 })).not.toHaveProperty(
      'nondeterminism',
    );
  });
});

describe('two sampled sets', () => {
  const subject = async (runOnce: RunOnce, seed: number) => {
    const counted = recorded(runOnce);
    const found = await explore(counted.run, { budget: 60, seed, atOnce: 1 });
    return { found, runOnce: counted.run, orders: counted.orders };
  };
  const keys = ({ found }: { found: { traces: Map<string, Trace> } }) =>
    [...found.traces.keys()].sort();

  test('of equal programs are equal once each was led to the traces of the other', async () => {
    const [one, other] = [await subject(program(4, 2), 1), await subject(program(4, 2), 2)];
    expect(keys(one)).not.toEqual(keys(other));
    await reconcile(one, other);
    expect(keys(one)).toEqual(keys(other));
    expect(one.found.runs).toBe(one.orders.length);
  });

  test('of different programs still differ by what one of them cannot do', async () => {
    const inTurns = programOf([2, 2, 2, 2], ([first]) => (first ? [first] : []));
    const [one, other] = [await subject(program(4, 2), 1), await subject(inTurns, 1)];
    await reconcile(one, other);
    expect(keys(other)).toHaveLength(1);
    expect(keys(one)).toEqual(expect.arrayContaining(keys(other)));
    expect(keys(one).length).toBeGreaterThan(1);
  });

  test('are left alone if they are known to be complete', async () => {
    const [one, other] = [await subject(program(2, 2), 1), await subject(program(4, 2), 1)];
    const runs = one.orders.length;
    await reconcile(one, other);
    expect(one.orders).toHaveLength(runs);
  });
});
