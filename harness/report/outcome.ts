import { CHECKS, type CheckName } from '../judge/check-names.ts';
import type { Check } from '../judge/subject.ts';
import type { Verdict } from '../judge/verdict.ts';
import { standingOf } from '../known-failures.ts';
import type { Styles } from './style.ts';

/** What a check comes to, beside what is known to fail; its sentence and evidence say so. */
export interface Outcome extends Omit<Check, 'sentence' | 'evidence'> {
  sentence: string;
  evidence?: string[];
  state: 'passed' | 'failed' | 'known' | 'inconclusive';
}

export function outcomeOf(check: Check): Outcome {
  const { ok, known, doubtful = false } = check;
  const sentence = String(check.sentence);
  const evidence = (check.evidence ?? []).map(String);
  if (doubtful) {
    const {
      ok,
      evidence: _evidence,
      sentence: _sentence,
      sideBySide: _rows,
      look: _look,
      again: _again,
      ...rest
    } = check;
    return { ...rest, ok, state: 'inconclusive', sentence: NOT_JUDGED };
  }
  if (known === undefined) {
    return { ...check, sentence, evidence, state: ok ? 'passed' : 'failed' };
  }
  const { reason, where } = known;
  return {
    ok: false,
    state: ok ? 'failed' : 'known',
    sentence: ok
      ? `passes, and is known to fail (${reason}): take ${where} out`
      : `known failure: ${reason}`,
    evidence: [sentence, ...evidence],
  };
}

const NOT_JUDGED = 'not judged: it rests on what is inconclusive, see below';

/** A pair's outcome: failed where something is wrong that is not known to be. */
export function stateOf(verdict: Verdict): Outcome['state'] {
  const standing = standingOf(verdict);
  if (standing !== 'expected') return standing;
  return verdict.ok ? 'passed' : 'known';
}

/** The checks that are known to fail, and do not: these alone are what is wrong with a verdict. */
export function passingThoughKnown({ checks }: Verdict): CheckName[] {
  return CHECKS.filter((name) => checks[name].ok && checks[name].known !== undefined);
}

export function markOf(state: Outcome['state'], styles: Styles): string {
  const marks = {
    passed: styles.good('✔'),
    failed: styles.bad('✘'),
    known: styles.strong('◌'),
    inconclusive: styles.strong('?'),
  };
  return marks[state];
}
