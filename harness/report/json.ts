import { relative } from 'node:path';
import { decisive, type Judgement, type Trial } from '../app/trials.ts';
import type { Check } from '../judge/check.ts';
import { CHECKS, type CheckName } from '../judge/check-names.ts';
import type { Diagnosis } from '../judge/diagnosis.ts';
import type { Verdict } from '../judge/verdict.ts';
import type { Standing } from '../known-failures.ts';
import { en } from '../messages/en/index.ts';
import { messagesOf } from '../messages/text.ts';
import { seenIn } from './seen/seen.ts';

/*
 * What `--json` prints, field by field: nothing gets into a document because a judge keeps it. Texts
 * are English, whoever reads.
 */

const VERSION = 1;

interface Asked {
  standing: Standing;
  clock: string;
  seed: number;
}

/** The document of `lockstep verify`. */
export function verifyDocument(judgements: readonly Pick<Judgement, 'trials'>[], asked: Asked) {
  return {
    ...head(asked),
    pairs: judgements.map(({ trials }) => {
      const { name: trial, verdict } = decisive({ trials });
      return { ...verdictJson(verdict), trial, trials: trials.map(({ name }) => name) };
    }),
  };
}

/** The document of `lockstep check`. */
export function checkDocument(
  trials: readonly Trial[],
  { pair, port, ...asked }: Asked & { pair: string; port: string },
) {
  const { diagnosis } = decisive({ trials }).verdict;
  return {
    ...head(asked),
    pair,
    port,
    ...(diagnosis && { diagnosis: diagnosisJson(diagnosis) }),
    trials: trials.map(({ name, verdict }) => ({ name, verdict: verdictJson(verdict) })),
  };
}

/** `ok` first, and which of three it came to. */
function head({ standing, clock, seed }: Asked) {
  const outcome = { expected: 'conforms', failed: 'fails', inconclusive: 'inconclusive' }[standing];
  return { version: VERSION, ok: standing === 'expected', outcome, clock, seed };
}

function verdictJson(verdict: Verdict) {
  const { pair, outcome, ok, diagnosis, checks, inconclusive, remarks, coverage } = verdict;
  const { original, port, nondeterminism } = verdict;
  return {
    pair,
    outcome,
    ok,
    ...(diagnosis && { diagnosis: diagnosisJson(diagnosis) }),
    checks: Object.fromEntries(CHECKS.map((name) => [name, checkJson(name, checks[name])])),
    inconclusive: inconclusive.map(String),
    remarks: remarks.map(String),
    coverage: String(coverage),
    original,
    port,
    ...(nondeterminism && { nondeterminism }),
  };
}

/** The root mistake; `also`: the ids of those that follow from it. */
function diagnosisJson({ mistake, check, located, consequences, others }: Diagnosis) {
  const { message, hint } = messagesOf(mistake, en);
  return {
    id: mistake.id,
    check,
    message: message(mistake.evidence),
    hint: hint(mistake.evidence),
    places: (located?.places ?? []).map(({ file, line, column }) => ({
      file: relative('', file),
      line,
      column,
    })),
    also: [...new Set(consequences.map(({ mistake: { id } }) => id))],
    others: others.map(({ mistake: { id } }) => id),
  };
}

function checkJson(name: CheckName, check: Check) {
  const { ok, sentence, doubtful, known, findings } = check;
  const { evidence, sideBySide, again } = seenIn(name, check) ?? {};
  const mistake = findings?.[0]?.mistake;
  return {
    ok,
    sentence: String(sentence),
    ...(mistake && { mistake: { id: mistake.id, evidence: mistake.evidence } }),
    ...(evidence && { evidence: evidence.map(String) }),
    ...(sideBySide && { sideBySide }),
    ...(again !== undefined && { again }),
    ...(doubtful && { doubtful }),
    ...(known && { known }),
  };
}
