import type { CheckName } from '../../harness/judge/check-names.ts';
import type { Verdict } from '../../harness/judge/verdict.ts';
import { seenIn } from '../../harness/report/seen/seen.ts';

/** What a test throws whose program does not conform: no place in a test file is at fault. */
class DoesNotConform extends Error {
  override name = 'DoesNotConform';

  constructor(message: string) {
    super(message);
    this.stack = `${this.name}: ${message}`;
  }
}

/** @throws DoesNotConform with the sentence, and what was seen */
export function expectCheck({ pair, checks, inconclusive }: Verdict, name: CheckName): void {
  const { ok, doubtful = false, sentence } = checks[name];
  const { evidence = [] } = seenIn(name, checks[name]) ?? {};
  if (!ok && !doubtful)
    throw new DoesNotConform([`${pair} ${name}: ${sentence}`, ...evidence].join('\n'));
  // Whoever asks for a conformance suite wants to know that nothing was judged.
  if (inconclusive.length > 0) {
    throw new DoesNotConform([`${pair} is inconclusive:`, ...inconclusive].join('\n'));
  }
}
