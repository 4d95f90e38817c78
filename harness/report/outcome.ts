import type { Check } from '../judge/subject.ts';
import { CHECKS, type CheckName, type Verdict } from '../judge/verdict.ts';
import { asExpected } from '../known-failures.ts';
import type { Styles } from './style.ts';

/** What a check comes to, beside what is known to fail. */
export interface Outcome {
  state: 'passed' | 'failed' | 'known';
  sentence: string;
  evidence: string[];
}

export function outcomeOf({ ok, sentence, evidence = [], known }: Check): Outcome {
  if (known === undefined) return { state: ok ? 'passed' : 'failed', sentence, evidence };
  const { reason, where } = known;
  return {
    state: ok ? 'failed' : 'known',
    sentence: ok
      ? `passes, and is known to fail (${reason}): take ${where} out`
      : `known failure: ${reason}`,
    evidence: [sentence, ...evidence],
  };
}

/** A pair's outcome: failed where something is wrong that is not known to be. */
export function stateOf(verdict: Verdict): Outcome['state'] {
  if (!asExpected(verdict)) return 'failed';
  return verdict.ok ? 'passed' : 'known';
}

/** The checks that are known to fail, and do not: these alone are what is wrong with a verdict. */
export function passingThoughKnown({ checks }: Verdict): CheckName[] {
  return CHECKS.filter((name) => checks[name].ok && checks[name].known !== undefined);
}

export function markOf(state: Outcome['state'], styles: Styles): string {
  const marks = { passed: styles.good('✔'), failed: styles.bad('✘'), known: styles.strong('◌') };
  return marks[state];
}
