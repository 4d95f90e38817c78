import { readFileSync } from 'node:fs';
import { eachAtOnce } from '../../harness/app/at-once.ts';
import { CONFORMANCE } from '../../harness/app/defaults.ts';
import { judgeMatches } from '../../harness/app/judge-matches.ts';
import { openSession, type Session } from '../../harness/app/session.ts';
import { decisive, type TrialName } from '../../harness/app/trials.ts';
import { LockstepError } from '../../harness/errors.ts';
import { CHECKS, type CheckName } from '../../harness/judge/check-names.ts';
import { isMistake } from '../../harness/judge/doubt.ts';
import type { Python } from '../../harness/launch/python.ts';
import { originalOf, type Pair, portOf } from '../../harness/pairs.ts';
import { folderOfPorts } from '../support/folder-of-ports.ts';
import { only } from '../support/only.ts';
import type { Equivalent } from './equivalent/equivalent.ts';
import { EQUIVALENT } from './equivalent.ts';
import { type Mutant, mutantsOf } from './mutate.ts';

/** What a learner would be told who had made this mistake. */
export interface Judgement extends Omit<Mutant, 'text'> {
  pair: string;
  /**
   * - `caught`: a check failed;
   * - `inconclusive`: none did, but the verdict cannot be relied on;
   * - `survived`: it conforms;
   * - `equivalent`: it conforms, as it should: it is the same program.
   */
  outcome: 'caught' | 'inconclusive' | 'survived' | 'equivalent';
  /** By which draws, or orders, it was decided. */
  trial: TrialName;
  /** The first check that failed, or what stood in its way. */
  check?: CheckName | undefined;
  sentence?: string | undefined;
}

export interface JudgeOptions {
  python: Python;
  signal: AbortSignal;
  onJudged?: (judgement: Judgement, made: number) => void;
}

/**
 * Judge every mutant of a pair’s port as `npm test` and `lockstep` judge a port: some at once,
 * each beside a copy of nothing but what it imports.
 *
 * @throws LockstepError INTERRUPTED, or if the port itself does not conform
 */
export async function judgeMutants(pair: Pair, options: JudgeOptions): Promise<Judgement[]> {
  const text = readFileSync(portOf(pair), 'utf8');
  const mutants = mutantsOf(text);
  using folder = folderOfPorts(pair);
  await using session = openSession({ python: options.python, clock: CONFORMANCE.clock });
  const port = await judgePort(session, pair, folder.add(text), options);
  if (port.outcome !== 'survived') {
    throw new LockstepError('CONTROL_FAILED', () => ({
      what: `The port of ${pair.stem} does not conform without any mistake.`,
      why: port.sentence,
      next: `Mend it first: lockstep check ${pair.stem} ${portOf(pair)}`,
    }));
  }
  const { count } = session.lanes;
  const judgements = await eachAtOnce(mutants, count, async ({ text, ...mutant }) => {
    const found = await judgePort(session, pair, folder.add(text), options);
    const same = found.outcome === 'survived' && equivalentTo(pair, mutant) !== undefined;
    const outcome = same ? 'equivalent' : found.outcome;
    const judgement: Judgement = { pair: pair.stem, ...mutant, ...found, outcome };
    options.onJudged?.(judgement, mutants.length);
    return judgement;
  });
  return judgements.sort((one, other) => one.line - other.line);
}

/** Entries of these pairs that stand for no mutant, or for one that a judge can tell. */
export function staleEntries(
  judgements: readonly Judgement[],
  entries: readonly Equivalent[],
): Equivalent[] {
  return entries.filter(({ pairs, ...rest }) =>
    pairs.some((stem) => {
      const ofPair = judgements.filter(({ pair }) => pair === stem);
      const meant = ofPair.filter((each) => isMeant({ pairs, ...rest }, each));
      if (ofPair.length === 0) return false; // It was not asked for.
      return meant.length === 0 || meant.some(({ outcome }) => outcome !== 'equivalent');
    }),
  );
}

function equivalentTo({ stem }: Pair, mutant: Omit<Mutant, 'text'>): Equivalent | undefined {
  return EQUIVALENT.find((entry) => entry.pairs.includes(stem) && isMeant(entry, mutant));
}

export function isMeant(
  entry: Equivalent,
  { operator, diff, line }: Omit<Mutant, 'text'>,
): boolean {
  return (
    entry.operator === operator &&
    entry.diff.join('\n') === diff.join('\n') &&
    (entry.line ?? line) === line
  );
}

type Found = Pick<Judgement, 'outcome' | 'trial' | 'check' | 'sentence'>;

async function judgePort(
  session: Session,
  pair: Pair,
  port: string,
  { signal }: JudgeOptions,
): Promise<Found> {
  const match = { pair, original: originalOf(pair), port };
  const judgement = only(await judgeMatches(session, [match], { ...CONFORMANCE, signal }));
  const { name: trial, verdict } = decisive(judgement);
  const failed = CHECKS.find((name) => isMistake(verdict.checks[name]));
  if (failed !== undefined) {
    return {
      outcome: 'caught',
      trial,
      check: failed,
      sentence: String(verdict.checks[failed].sentence),
    };
  }
  const [doubt] = verdict.inconclusive.map(String);
  return doubt === undefined
    ? { outcome: 'survived', trial }
    : { outcome: 'inconclusive', trial, sentence: doubt };
}
