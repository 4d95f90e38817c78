import { relative } from 'node:path';
import { CHECKS, type CheckName } from '../judge/check-names.ts';
import { isMistake } from '../judge/doubt.ts';
import type { Finding } from '../judge/finding.ts';
import type { Verdict } from '../judge/verdict.ts';
import { en } from '../messages/en/index.ts';
import { messagesOf } from '../messages/text.ts';
import { alsoOf } from './diagnosis-text.ts';
import { outcomeOf } from './outcome.ts';

/** An element of JUnit's that says what is the matter with a test case. */
export interface Blemish {
  tag: 'failure' | 'error' | 'skipped';
  message: string;
  /** The id of the mistake; the name of the check where it has none. */
  type: string;
  /** The line to change. */
  place?: { file: string; line: string };
  body: readonly string[];
}

export interface Case {
  name: string;
  blemish?: Blemish | undefined;
}

/** A test case for each check, and one more that says why the verdict is inconclusive. */
export function casesOf(verdict: Verdict): Case[] {
  const cases: Case[] = CHECKS.map((name) => ({ name, blemish: blemishOf(verdict, name) }));
  const inconclusive = verdict.inconclusive.map(String);
  const [message] = inconclusive;
  if (message === undefined) return cases;
  const name = 'inconclusive';
  return [...cases, { name, blemish: { tag: 'error', message, type: name, body: inconclusive } }];
}

function blemishOf(verdict: Verdict, name: CheckName): Blemish | undefined {
  const check = verdict.checks[name];
  const { state, sentence: message, evidence } = outcomeOf(name, check, en);
  if (state === 'passed') return undefined;
  const tag = ({ known: 'skipped', failed: 'failure', inconclusive: 'error' } as const)[state];
  const [finding] = isMistake(check) ? (check.findings ?? []) : [];
  if (finding === undefined) return { tag, message, type: name, body: evidence };
  const [place] = finding.located?.places ?? [];
  const file = place && relative('', place.file);
  return {
    tag,
    message,
    type: finding.mistake.id,
    ...(place && file !== undefined && { place: { file, line: String(place.line) } }),
    body: [
      ...(place ? [`${file}:${place.line}:${place.column}`] : []),
      ...adviceOn(finding, verdict),
      ...evidence,
    ],
  };
}

/** What to do, what follows from it, or what it follows from. */
function adviceOn({ mistake }: Finding, { diagnosis }: Verdict): string[] {
  const { report } = en;
  const hint = report.hint + messagesOf(mistake, en).hint(mistake.evidence);
  if (diagnosis === undefined) return [hint];
  const { consequences } = diagnosis;
  if (diagnosis.mistake === mistake) {
    const also = alsoOf(consequences, en);
    return [hint, ...(also.length > 0 ? [report.also + report.follows(also)] : [])];
  }
  const isConsequence = consequences.some((each) => each.mistake === mistake);
  return [hint, ...(isConsequence ? [report.followsFrom(diagnosis.mistake.id)] : [])];
}
