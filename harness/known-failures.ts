import { readFileSync } from 'node:fs';
import { LockstepError, type Why } from './errors.ts';
import type { Check } from './judge/check.ts';
import { CHECKS, type CheckName } from './judge/check-names.ts';
import { isMistake } from './judge/doubt.ts';
import type { Verdict } from './judge/verdict.ts';
import { type Pair, pairsNamed } from './pairs.ts';

/** A check of a pair that does not hold, and why that is put up with for now. */
export interface KnownFailure {
  /** The pair's stem. */
  pair: string;
  check: CheckName;
  reason: string;
  /** The file and the line that say so, as in `known-failures.txt:3`. */
  where: string;
}

const EXAMPLE = '02_processes timing: the second process starts late, issue 12';
const LINE = /^(?<name>\S+)\s+(?<check>[^\s:]+):\s+(?<reason>\S.*)$/u;

/**
 * Read the failures that are known: one a line, `PAIR CHECK: REASON`; a line that is empty or
 * begins with `#` says nothing.
 *
 * @param judged the pairs of this run: each line must be about one of them
 * @throws LockstepError BAD_KNOWN_FAILURES with the number of the line
 */
export function readKnownFailures(file: string, judged: readonly Pair[]): KnownFailure[] {
  const known = new Map<string, KnownFailure>();
  for (const [index, line] of linesOf(file).entries()) {
    const text = line.trim();
    if (text === '' || text.startsWith('#')) continue;
    const where = `${file}:${index + 1}`;
    const failure = { ...parse(text, where), where };
    if (!judged.some(({ stem }) => stem === failure.pair)) {
      throw new LockstepError('BAD_KNOWN_FAILURES', (m) =>
        m.errors.pairNotJudged(where, failure.pair, text),
      );
    }
    const name = `${failure.pair} ${failure.check}`;
    const twin = known.get(name);
    if (twin !== undefined) {
      throw new LockstepError('BAD_KNOWN_FAILURES', (m) =>
        m.errors.failureTwice(where, twin.where, name),
      );
    }
    known.set(name, failure);
  }
  return [...known.values()];
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/);
  } catch (error) {
    const { message } = error as Error;
    throw new LockstepError(
      'BAD_KNOWN_FAILURES',
      (m) => m.errors.unreadableFailures(file, message, EXAMPLE),
      error,
    );
  }
}

function parse(text: string, where: string): Omit<KnownFailure, 'where'> {
  const { name = '', check = '', reason = '' } = LINE.exec(text)?.groups ?? {};
  const wrong = (why: Why, cause?: unknown) =>
    new LockstepError(
      'BAD_KNOWN_FAILURES',
      (m) => m.errors.badFailure(where, text, why(m), EXAMPLE),
      cause,
    );
  if (reason === '') throw wrong((m) => m.errors.whyUsage.invalidFormat());
  if (!isCheck(check)) throw wrong((m) => m.errors.whyUsage.noSuchCheck(check, CHECKS));
  try {
    const [pair] = pairsNamed([name]) as [Pair];
    return { pair: pair.stem, check, reason };
  } catch (error) {
    throw wrong((m) => (error as LockstepError).in(m).replaceAll('\n', ' '), error);
  }
}

const isCheck = (name: string): name is CheckName => (CHECKS as readonly string[]).includes(name);

/**
 * A verdict whose failed checks say whether they are known to fail. A check that could not be judged
 * is not a known failure.
 */
export function withKnownFailures(verdict: Verdict, known: readonly KnownFailure[]): Verdict {
  return mark(verdict, known, ({ check }) => isMistake(verdict.checks[check]));
}

/**
 * What is left of a verdict beside what is known to fail: `failed` for any other mistake, and for a
 * known failure that passes; else `inconclusive` where something could not be judged.
 */
export function standingOf({ checks, inconclusive }: Verdict): Standing {
  const isWrong = ({ ok, doubtful, known }: Check) =>
    doubtful ? false : ok === (known !== undefined);
  if (CHECKS.some((name) => isWrong(checks[name]))) return 'failed';
  return inconclusive.length > 0 ? 'inconclusive' : 'expected';
}

export type Standing = 'expected' | 'failed' | 'inconclusive';

/** Of some verdicts: a failure goes before what could not be judged. */
export function worst(verdicts: readonly Verdict[]): Standing {
  const all = new Set(verdicts.map(standingOf));
  if (all.has('failed')) return 'failed';
  return all.has('inconclusive') ? 'inconclusive' : 'expected';
}

/** Nothing is inconclusive, and what failed, and nothing else, was known to. */
export const asExpected = (verdict: Verdict) => standingOf(verdict) === 'expected';

/**
 * The same verdicts on one program; where they show that what is known to fail does not, the last
 * says so in its check. Something else that is wrong leaves that open: then not all was tried.
 */
export function withKnownPasses(
  verdicts: readonly Verdict[],
  known: readonly KnownFailure[],
): Verdict[] {
  const last = verdicts.at(-1);
  if (last === undefined || !verdicts.every(asExpected)) return [...verdicts];
  const passed = mark(last, known, ({ check }) => verdicts.every(({ checks }) => checks[check].ok));
  return [...verdicts.slice(0, -1), passed];
}

function mark(
  verdict: Verdict,
  known: readonly KnownFailure[],
  applies: (failure: KnownFailure) => boolean,
): Verdict {
  const checks = { ...verdict.checks };
  for (const failure of known) {
    if (failure.pair !== verdict.pair || !applies(failure)) continue;
    const { reason, where } = failure;
    checks[failure.check] = { ...checks[failure.check], known: { reason, where } };
  }
  return { ...verdict, checks };
}
