import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { LockstepError } from './errors.ts';
import { located } from './judge/locate.ts';
import type { Subject } from './judge/subject.ts';
import { CHECKS, type Judged, judge, judgeAll, type Verdict } from './judge/verdict.ts';
import { createLanes, type Lanes } from './launch/lanes.ts';
import type { Sandbox } from './launch/sandbox.ts';
import type { Workspace } from './launch/workspace.ts';
import type { OutputLine } from './observe/output-lines.ts';
import type { Trace } from './observe/trace.ts';
import { originalOf, type Pair, portOf } from './pairs.ts';
import { type RunOptions, runIn } from './run.ts';
import type { Dice } from './schedule/dice.ts';
import { diceFor } from './schedule/durations.ts';
import { type Exploration, explore, type RunOnce, reconcile } from './schedule/explore.ts';
import { firstCreated } from './schedule/policy.ts';
import { type TaskGroup, taskGroup } from './task-group.ts';

export interface VerifyOptions extends Pick<RunOptions, 'python' | 'clock' | 'limits' | 'signal'> {
  /** For the ports alone, before `limits`. */
  portLimits?: RunOptions['limits'] | undefined;
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
  | { type: 'line'; program: string; line: OutputLine };

/** A port and its original, and which pair's law they must keep. */
export interface Match {
  pair: Judged;
  original: string;
  port: string;
}

export function matchOf(pair: Pair): Match {
  return { pair, original: originalOf(pair), port: portOf(pair) };
}

/**
 * How many times as long as its original a port may take, of virtual time: one of seven tasks that
 * runs them one after the other takes seven times as long.
 */
const TIME_FACTOR = 10;

type Start = (
  program: string,
  run: Pick<RunOptions, 'dice' | 'sleeps' | 'policy'> & { onBegun?: () => void; time?: number },
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
  await using lanes = createLanes(
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
  return taskGroup(options.signal, (group) => verifyGrouped(lanes, matches, options, group));
}

async function verifyGrouped(
  lanes: Lanes,
  matches: readonly Match[],
  options: VerifyOptions,
  group: TaskGroup,
): Promise<Verdict[]> {
  const { clock, seed, durations, dice } = options;
  const start = starter(lanes, options, new Set(matches.map(({ port }) => port)), group);
  const planned = [];
  for (const match of matches) planned.push({ ...match, dice: await diceOf(match.original) });
  const timed: Timed = async (match, verdict) => {
    const begun = performance.now();
    const judged = pointed(await verdict());
    options.onJudged?.(match.pair.stem, (performance.now() - begun) / 1000);
    return judged;
  };
  if (clock === 'real') return verifyInRealTime(planned, start, timed, group);
  return group.all(
    planned.map((match) => () => timed(match, () => verifyExactly(match, start, options, group))),
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
  { python, clock, limits, portLimits, onProgress, sandbox: whereHarmless }: VerifyOptions,
  ports: ReadonlySet<string>,
  { run, signal }: TaskGroup,
): Start {
  return (program, { dice, sleeps = true, policy, onBegun, time }) => {
    const once = async (workspace: Workspace) => {
      if (signal.aborted) throw interrupted();
      const twin = clock === 'real' && !sleeps;
      onProgress?.({ type: twin ? 'calibrating' : 'started', program });
      const onLine = (line: OutputLine) => {
        onBegun?.();
        onProgress?.({ type: 'line', program, line });
      };
      // Under the virtual clock a sleep costs nothing: no twin is needed.
      const isPort = ports.has(program);
      const sandbox = isPort ? whereHarmless : undefined;
      const own = { ...limits, ...(isPort && portLimits), ...(time !== undefined && { time }) };
      const how = { dice, sleeps: !twin, policy, sandbox };
      const base = { python, clock, limits: own, signal, ...how };
      const trace = await runIn(workspace, program, twin ? base : { ...base, onLine });
      onProgress?.({ type: 'ended', program });
      if (trace.ending.kind === 'interrupted') throw interrupted();
      return trace;
    };
    return run(() => lanes.lend(once));
  };
}

async function verifyInRealTime(
  matches: readonly Planned[],
  start: Start,
  timed: Timed,
  group: TaskGroup,
): Promise<Verdict[]> {
  const twins = new Map<string, Trace>();
  for (const { original, port, dice } of matches) {
    for (const program of [original, port]) {
      twins.set(program, await start(program, { dice, sleeps: false }));
    }
  }
  const verdicts: Promise<Verdict>[] = [];
  for (const match of matches) {
    const both = Promise.withResolvers<void>();
    const verdict = group.run(() => timed(match, () => judgeInRealTime(match, both.resolve)));
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
      return { trace: await start(program, { dice, onBegun }), twin: twins.get(program) };
    };
    const [one, other] = await group.all([() => subject(original), () => subject(port)]);
    return judge(pair, one as Subject, other as Subject);
  }
}

interface Explored {
  runOnce: RunOnce;
  found: Exploration;
}

async function verifyExactly(
  { pair, original, port, dice }: Planned,
  start: Start,
  options: VerifyOptions,
  group: TaskGroup,
): Promise<Verdict> {
  const { explore: exploring, seed } = options;
  const first = options.first?.original ?? (await start(original, { dice, policy: firstCreated }));
  const limitOf = (program: string) =>
    program === port ? { time: TIME_FACTOR * first.ending.time } : {};
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
  const [one, other] = (await group.all([
    () => all(original, runs, first),
    () => all(port, portRuns, options.first?.port),
  ])) as [Explored, Explored];
  await reconcile(one, other);
  return judgeAll(pair, { original: one.found, port: other.found });
}

export function interrupted(): LockstepError {
  return new LockstepError('INTERRUPTED', {
    what: 'Interrupted: every program that ran was ended.',
    next: 'Nothing is left behind; run it again when you like.',
  });
}
