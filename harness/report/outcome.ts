import type { Check } from '../judge/check.ts';
import { CHECKS, type CheckName } from '../judge/check-names.ts';
import type { Verdict } from '../judge/verdict.ts';
import { standingOf } from '../known-failures.ts';
import type { Messages } from '../messages/messages.ts';
import { inLanguage } from '../messages/text.ts';
import type { Cells } from './columns.ts';
import { seenIn } from './seen/seen.ts';
import type { Row } from './seen/side-by-side.ts';
import type { Styles } from './style.ts';

export type State = 'passed' | 'failed' | 'known' | 'inconclusive';

/** What a check comes to, beside the failures that are expected; in words of one language. */
export interface Outcome {
  state: State;
  sentence: string;
  evidence: string[];
  sideBySide?: Cells[];
  /** A command that runs the program so. */
  again?: string;
}

export function outcomeOf(name: CheckName, check: Check, messages: Messages): Outcome {
  const { ok, known, doubtful = false } = check;
  const { report } = messages;
  if (doubtful) return { state: 'inconclusive', sentence: report.notJudged, evidence: [] };
  const sentence = inLanguage(check.sentence, messages);
  const { evidence: rows = [], sideBySide, again } = seenIn(name, check) ?? {};
  const evidence = rows.map((each) => inLanguage(each, messages));
  const shown = {
    ...(sideBySide && { sideBySide: sideBySide.map((row) => cellsOf(row, messages)) }),
    ...(again !== undefined && { again }),
  };
  if (known === undefined) return { state: ok ? 'passed' : 'failed', sentence, evidence, ...shown };
  const { reason, where } = known;
  return {
    state: ok ? 'failed' : 'known',
    sentence: ok ? report.passesUnexpectedly(reason, where) : report.expectedFailure(reason),
    evidence: [sentence, ...evidence],
    ...(!ok && shown),
  };
}

function cellsOf({ original, port, same }: Row, messages: Messages): Cells {
  return {
    ...(original !== undefined && { original: inLanguage(original, messages) }),
    ...(port !== undefined && { port: inLanguage(port, messages) }),
    same,
  };
}

/** A pair's outcome: failed where something is wrong that is not expected. */
export function stateOf(verdict: Verdict): State {
  const standing = standingOf(verdict);
  if (standing !== 'expected') return standing;
  return verdict.ok ? 'passed' : 'known';
}

/** The checks that are expected to fail, and do not: these alone are what is wrong with a verdict. */
export function passingThoughKnown({ checks }: Verdict): CheckName[] {
  return CHECKS.filter((name) => checks[name].ok && checks[name].known !== undefined);
}

export function markOf(state: State, styles: Styles): string {
  const marks = {
    passed: styles.good('✔'),
    failed: styles.bad('✘'),
    known: styles.strong('◌'),
    inconclusive: styles.strong('?'),
  };
  return marks[state];
}
