import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { LockstepError } from './errors.ts';
import { located } from './judge/locate.ts';
import { CHECKS, type Judged, judge, judgeAll, type Verdict } from './judge/verdict.ts';
import { createLanes, type Lanes } from './launch/lanes.ts';
import type { Sandbox } from './launch/sandbox.ts';
import { DEFAULT_LIMITS, PORT_EFFORT, PORT_LIMITS, PORT_TIME } from './limits.ts';
import type { OutputLine } from './observe/output-lines.ts';
import type { Trace } from './observe/trace.ts';
import { originalOf, type Pair, portOf } from './pairs.ts';
import { type RunOptions, runIn } from './run.ts';
import type { Dice } from './schedule/dice.ts';
import { diceFor } from './schedule/durations.ts';
import { explore, type RunOnce, reconcile } from './schedule/explore.ts';
import { firstCreated } from './schedule/policy.ts';

export interface VerifyOptions extends Pick<RunOptions, 'python' | 'clock' | 'limits' | 'signal'> {
  /** For the ports alone, before `limits`. */
  portLimits?: RunOptions['limits'] | undefined;
  /** CPU seconds that any program may use between two rests, where its own limit is less. */
  patience?: number | undefined;
  seed: number;
  /** Seconds, in place of what the seed gives. */
  durations?: readonly number[] | undefined;
  /** In place of the seed's. */
  dice?: Dice | undefined;
  /** Try every order, by about so many runs of each program; one run of each if undefined. */
  explore?: { runs: number; portRuns?: number } | undefined;
  /** The runs of one match by the fixed rule, where these were made before an exploration. */
  first?: Pick<Verdict, 'original' | 'port'> | undefined;
  /** How many programs run at once under the virtual clock. Default: one more than processors. */
  lanes?: number | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
  /** Where the ports run; the originals are known, and run as anything does. */
  sandbox?: Sandbox | undefined;
  /** @param seconds of real time, which its verdict took; other pairs went on beside it */
  onJudged?: ((pair: string, seconds: number) => void) | undefined;
}

/** What a verification does at the moment, for who waits for it. */
export type Progress =
  | { type: 'calibrating' | 'started' | 'ended'; program: string }
  | { type: 'line'; program: string; line: OutputLine }
  | { type: 'computing'; program: string; task: string; seconds: number };

/** A port and its original, and which pair's law they must keep. */
export interface Match {
  pair: Judged;
  original: string;
  port: string;
}

export function matchOf(pair: Pair): Match {
  return { pair, original: originalOf(pair), port: portOf(pair) };
}

/** @param beside the run of its original: what runs beside one is a port */
type Start = (
  program: string,
  run: Pick<RunOptions, 'dice' | 'sleeps' | 'policy'> & {
    onBegun?: () => void;
    beside?: Trace | undefined;
  },
) => Promise<Trace>;

/**
 * Run originals and ports and judge each match.
 *
 * Under the real clock all programs run side by side, so that it takes about as long as the
 * longest; before that each runs alone with no sleeps, which tells its overhead.
 *
 * @throws LockstepError for what cannot be run at all, and INTERRUPTED
 */
export async function verify(
  matches: readonly Match[],
  options: VerifyOptions,
): Promise<Verdict[]> {
  const { python, clock } = options;
  using lanes = createLanes(
    clock,
    laneCount(2 * matches.length, options),
    options.explore && python.executable,
  );
  // Awaited here: the lanes are gone when this returns.
  return await verifyIn(lanes, matches, options);
}

/** As `verify`, in lanes that serve one verification after the other, or some at once. */
export async function verifyIn(
  lanes: Lanes,
  matches: readonly Match[],
  options: VerifyOptions,
): Promise<Verdict[]> {
  const { clock, seed, durations, dice } = options;
  const start = starter(lanes, options);
  const planned = [];
  for (const match of matches) planned.push({ ...match, dice: await diceOf(match.original) });
  const timed: Timed = async (match, verdict) => {
    const begun = performance.now();
    const judged = pointed(await verdict());
    options.onJudged?.(match.pair.stem, (performance.now() - begun) / 1000);
    return judged;
  };
  if (clock === 'real') return verifyInRealTime(planned, start, timed);
  return Promise.all(
    planned.map((match) => timed(match, () => verifyExactly(match, start, options))),
  );

  async function diceOf(original: string): Promise<Dice> {
    if (durations === undefined) return dice ?? { seed };
    return diceFor(durations, seed, (dice) => start(original, { dice, sleeps: false }));
  }
}

/** Point at the lines of the port that the sentences speak of. */
function pointed(verdict: Verdict): Verdict {
  const { port, checks } = verdict;
  if (CHECKS.every((name) => checks[name].ok)) return verdict;
  const source = { file: port.program, text: readFileSync(port.program, 'utf8') };
  const all = CHECKS.map((name) => [name, located(checks[name], source)] as const);
  return { ...verdict, checks: Object.fromEntries(all) as Verdict['checks'] };
}

/**
 * In real time programs mostly sleep: each may have a lane of its own. Else one more than
 * processors: between two gates a run waits for the harness, and another goes on.
 *
 * @param programs how many run side by side where nothing holds them
 */
export function laneCount(
  programs: number,
  { clock, lanes = availableParallelism() + 1 }: Pick<VerifyOptions, 'clock' | 'lanes'>,
): number {
  return clock === 'real' ? programs : lanes;
}

type Planned = Match & { dice: Dice };

/** Tells how long a verdict takes. */
type Timed = (match: Match, verdict: () => Promise<Verdict>) => Promise<Verdict>;

function starter(
  lanes: Lanes,
  {
    python,
    clock,
    limits,
    portLimits,
    patience = 0,
    signal,
    onProgress,
    sandbox: whereHarmless,
  }: VerifyOptions,
): Start {
  return (program, { dice, sleeps = true, policy, onBegun, beside }) =>
    lanes.lend(async (workspace) => {
      const twin = clock === 'real' && !sleeps;
      onProgress?.({ type: twin ? 'calibrating' : 'started', program });
      const onLine = (line: OutputLine) => {
        onBegun?.();
        onProgress?.({ type: 'line', program, line });
      };
      // Under the virtual clock a sleep costs nothing: no twin is needed.
      const isPort = beside !== undefined;
      const sandbox = isPort ? whereHarmless : undefined;
      const given = isPort ? { ...PORT_LIMITS, ...limits, ...portLimits } : { ...limits };
      const { cpu = DEFAULT_LIMITS.cpu } = given;
      // Of an original that came to no end it is not known what it would have used.
      const factor = beside?.ending.kind === 'exited' ? PORT_EFFORT : 1;
      const effort = factor * (beside?.computed ?? 0);
      const own = {
        ...given,
        cpu: Math.max(cpu, patience, effort),
        ...(beside && clock === 'virtual' && { time: PORT_TIME * beside.ending.time }),
      };
      const onComputing = (task: string, seconds: number) =>
        onProgress?.({ type: 'computing', program, task, seconds });
      const how = { dice, sleeps: !twin, policy, sandbox };
      const base = { python, clock, limits: own, signal, onComputing, ...how };
      const trace = await runIn(workspace, program, twin ? base : { ...base, onLine });
      onProgress?.({ type: 'ended', program });
      if (trace.ending.kind === 'interrupted') throw interrupted();
      return trace;
    });
}

async function verifyInRealTime(
  matches: readonly Planned[],
  start: Start,
  timed: Timed,
): Promise<Verdict[]> {
  const twins = new Map<string, Trace>();
  for (const { original, port, dice } of matches) {
    for (const program of [original, port]) {
      const beside = program === original ? undefined : twins.get(original);
      twins.set(program, await start(program, { dice, sleeps: false, beside }));
    }
  }
  const verdicts: Promise<Verdict>[] = [];
  for (const match of matches) {
    const both = Promise.withResolvers<void>();
    const verdict = timed(match, () => judgeInRealTime(match, both.resolve));
    verdicts.push(verdict);
    // Not all at once: where twenty programs start together each is late, and that is no mistake.
    await Promise.race([both.promise, verdict.catch(() => {})]);
  }
  return Promise.all(verdicts);

  async function judgeInRealTime(
    { pair, original, port, dice }: Planned,
    onBothBegun: () => void,
  ): Promise<Verdict> {
    const begun = new Set<string>();
    const subject = async (program: string) => {
      const onBegun = () => {
        if (begun.add(program).size === 2) onBothBegun();
      };
      const beside = program === original ? undefined : twins.get(original);
      return { trace: await start(program, { dice, onBegun, beside }), twin: twins.get(program) };
    };
    const [one, other] = await Promise.all([subject(original), subject(port)]);
    return judge(pair, one, other);
  }
}

async function verifyExactly(
  { pair, original, port, dice }: Planned,
  start: Start,
  options: VerifyOptions,
): Promise<Verdict> {
  const { explore: exploring, seed } = options;
  const first = options.first?.original ?? (await start(original, { dice, policy: firstCreated }));
  const limitOf = (program: string) => (program === port ? { beside: first } : {});
  const runner = (program: string): RunOnce => {
    return (policy) => start(program, { dice, policy, ...limitOf(program) });
  };
  if (exploring === undefined) {
    return judge(pair, { trace: first }, { trace: await runner(port)(firstCreated) });
  }
  const all = async (program: string, budget: number, known: Trace | undefined) => {
    const runOnce = runner(program);
    return { runOnce, found: await explore(runOnce, { budget, seed, first: known }) };
  };
  const { runs, portRuns = runs } = exploring;
  const [one, other] = await Promise.all([
    all(original, runs, first),
    all(port, portRuns, options.first?.port),
  ]);
  await reconcile(one, other);
  return judgeAll(pair, { original: one.found, port: other.found });
}

export function interrupted(): LockstepError {
  return new LockstepError('INTERRUPTED', {
    what: 'Interrupted: every program that ran was ended.',
    next: 'Nothing is left behind; run it again when you like.',
  });
}
