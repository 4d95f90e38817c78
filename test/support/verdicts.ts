import type { Trial } from '../../harness/app/trials.ts';
import type { Check } from '../../harness/judge/check.ts';
import type { Diagnosis } from '../../harness/judge/diagnosis.ts';
import type { Verdict } from '../../harness/judge/verdict.ts';
import type { Mistake, MistakeId, Mistakes } from '../../harness/messages/mistakes.ts';
import type { Located, Place } from '../../harness/source/find.ts';
import { MAX, madeUpRuns } from './timing.ts';
import { slept, traceOf } from './traces.ts';

/** A check that holds. */
export const checked = (sentence: string): Check => ({ ok: true, sentence });

const SLEEPING = traceOf([slept(0, 'main.1', 7)]);

/** A check that does not hold, and what shows it: of timing, these lines. */
export const failing = (
  sentence: string,
  seen: Check['seen'] = madeUpRuns(MAX, SLEEPING, SLEEPING),
): Check => ({ ok: false, sentence, seen });
export const SEEN = [
  'original: main.1 slept 7 s, from 0.00 s to 7.00 s',
  'port: main.1 slept 7 s, from 0.00 s to 7.00 s',
] as const;

const outcomeOf = ({ ok, doubtful }: Check, inconclusive: readonly string[]) => {
  if (!ok && doubtful === undefined) return 'fails';
  return inconclusive.length > 0 ? 'inconclusive' : 'conforms';
};

/** The verdict on a pair of which only the timing is of interest. */
export const verdictOf = (pair: string, timing: Check, inconclusive: string[] = []): Verdict => ({
  pair,
  outcome: outcomeOf(timing, inconclusive),
  ok: outcomeOf(timing, inconclusive) === 'conforms',
  checks: {
    output: checked('the same 5 lines in the same order'),
    timing,
    tasks: checked('1 process in both'),
    ending: checked('exit code 0'),
  },
  inconclusive,
  coverage: 'one schedule of each',
  remarks: [],
  original: traceOf([]),
  port: traceOf([], { language: 'node', runtime: 'Node 26.10.0' }),
});

/** As by trials, the last of which came to this. */
export const judgementOf = (verdict: Verdict, name: Trial['name'] = 'seed') => ({
  trials: [{ name, verdict }],
});

/** A diagnosis of a mistake, as if it had been found at these places. */
export function diagnosisOf<Id extends MistakeId>(
  id: Id,
  evidence: Mistakes[Id],
  { places = [], related = [], ...rest }: Partial<Located & Omit<Diagnosis, 'mistake'>> = {},
): Diagnosis {
  return {
    mistake: { id, evidence } as unknown as Mistake,
    check: 'timing',
    located: { places, related },
    consequences: [],
    others: [],
    ...rest,
  };
}

/** The place of a piece of a line. */
export const placeIn = (file: string, line: number, source: string, piece: string): Place => ({
  file,
  line,
  column: source.indexOf(piece) + 1,
  length: piece.length,
  source,
});
