import type { Trial } from '../../harness/app/trials.ts';
import type { Check } from '../../harness/judge/subject.ts';
import type { Verdict } from '../../harness/judge/verdict.ts';
import { traceOf } from './traces.ts';

/** A check that holds, or, with evidence, one that does not. */
export const checked = (sentence: string, evidence?: string[]): Check => ({
  ok: evidence === undefined,
  sentence,
  ...(evidence && { evidence }),
});

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
