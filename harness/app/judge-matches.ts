import type { Dice } from '../draws/dice.ts';
import { diceFor } from '../draws/durations.ts';
import type { Verdict } from '../judge/verdict.ts';
import {
  asExpected,
  type KnownFailure,
  standingOf,
  withKnownFailures,
  withKnownPasses,
} from '../known-failures.ts';
import { taskGroup } from '../task-group.ts';
import { allAtOnce, eachAtOnce } from './at-once.ts';
import { judgeExactly, judgeInOrders } from './judge-exactly.ts';
import { judgeInRealTime } from './judge-in-real-time.ts';
import type { Match } from './match.ts';
import { pointed } from './point.ts';
import { type ProgramOptions, type Programs, programsIn } from './programs.ts';
import type { Session } from './session.ts';
import { type Attempt, type Judgement, otherDraws, type Trial, type TrialName } from './trials.ts';

export interface JudgeOptions extends ProgramOptions {
  seed: number;
  /** Seconds, in place of what the seed gives; then no other draws are tried. */
  durations?: readonly number[] | undefined;
  /** False: only the draws of the seed are tried. Default true. */
  otherDraws?: boolean | undefined;
  /** How many orders of each program may be tried; 0 for no other than the first. */
  runs: number;
  /** Look for every order of the port by itself, too; else it is led to those of its original. */
  explore?: boolean | undefined;
  /** Checks that are known to fail do not end the trials. */
  known?: readonly KnownFailure[] | undefined;
  /** @param seconds of real time, which the trial took; others went on beside it */
  onTried?: ((pair: string, trial: TrialName, seconds: number) => void) | undefined;
}

/**
 * How many orders of the port are tried by itself. Then it is led to every order of the original
 * that it did not show: an original of two tasks has 6, and is explored in a second.
 */
const PORT_RUNS = 6;

/**
 * Judge each match by trials that tell mistakes apart, until one of them fails. Trials of one match
 * and of others go on side by side; what they say does not depend on it.
 *
 * @throws LockstepError for what cannot be run at all, BAD_DURATIONS, and INTERRUPTED
 */
export function judgeMatches(
  session: Session,
  matches: readonly Match[],
  options: JudgeOptions,
): Promise<Judgement[]> {
  return taskGroup(options.signal, (group) =>
    judgeWith(programsIn(session, options, group), session, matches, options),
  );
}

async function judgeWith(
  programs: Programs,
  session: Session,
  matches: readonly Match[],
  options: JudgeOptions,
): Promise<Judgement[]> {
  const { known = [] } = options;
  const judge =
    session.clock === 'real'
      ? judgeInRealTime(programs)
      : (attempt: Attempt) => judgeExactly(programs, attempt);
  // What cannot be drawn is said before anything is judged.
  const planned = await eachAtOnce(matches, session.lanes.count, (match) =>
    firstAttempt(match, programs, options),
  );
  return eachAtOnce(planned, session.lanes.count, async (first) => {
    const { match } = first;
    const tried = await tryOut(first, { clock: session.clock, programs, judge, options });
    const verdicts = withKnownPasses(
      tried.map(({ verdict }) => verdict),
      known,
    );
    const ok = verdicts.every(asExpected);
    options.onProgress?.({ type: 'judged', what: match.pair.stem, ok });
    const trials = tried.map(({ name }, index) => ({ name, verdict: verdicts[index] as Verdict }));
    return { match, trials };
  });
}

async function firstAttempt(
  match: Match,
  programs: Programs,
  { durations, seed }: JudgeOptions,
): Promise<Attempt> {
  if (durations === undefined) return { match, trial: 'seed', dice: { seed } };
  const trial = 'durations';
  const dice = await diceFor(durations, seed, (dice) =>
    programs.run({ match, trial, dice }, 'original', { sleeps: false }),
  );
  return { match, trial, dice };
}

interface Means {
  clock: Session['clock'];
  programs: Programs;
  judge: (attempt: Attempt) => Promise<Verdict>;
  options: JudgeOptions;
}

async function tryOut(attempt: Attempt, means: Means): Promise<Trial[]> {
  const { clock, programs, judge, options } = means;
  const { match, trial: name, dice } = attempt;
  const { runs, known = [], onTried, otherDraws: tryOthers = name === 'seed' } = options;
  const attempted = async (trial: TrialName, find: () => Promise<Verdict>): Promise<Trial> => {
    const begun = performance.now();
    const verdict = await pointed(withKnownFailures(await find(), known));
    onTried?.(match.pair.stem, trial, (performance.now() - begun) / 1000);
    return { name: trial, verdict };
  };
  const byDraws = (trial: TrialName, dice: Dice) =>
    attempted(trial, () => judge({ match, trial, dice }));

  const first = await byDraws(name, dice);
  if (!asExpected(first.verdict)) return [first];
  const others = tryOthers ? otherDraws(first.verdict.original) : [];
  const tried = [first, ...(await allAtOnce(others, ([name, dice]) => byDraws(name, dice)))];
  const failed = decisiveFailure(tried);
  if (failed !== -1) return tried.slice(0, failed + 1);
  if (clock === 'real' || runs === 0) return tried;

  const inOrders = (port: number) =>
    attempted('orders', () =>
      judgeInOrders(programs, { match, trial: 'orders', dice }, first.verdict, {
        original: runs,
        port,
      }),
    );
  const few = options.explore ? runs : Math.min(runs, PORT_RUNS);
  const last = await inOrders(few);
  // An order that so few runs did not show may be there: who is not led to it is asked for all.
  const isOpen = standingOf(last.verdict) === 'inconclusive';
  if (!isOpen || few === runs) return [...tried, last];
  return [...tried, await inOrders(runs)];
}

/** The first mistake that is sure says more than a trial that cannot be judged; -1 for neither. */
function decisiveFailure(trials: readonly Trial[]): number {
  const standings = trials.map(({ verdict }) => standingOf(verdict));
  const failed = standings.indexOf('failed');
  return failed === -1 ? standings.indexOf('inconclusive') : failed;
}
