import { MistakeText } from '../messages/text.ts';
import type { Check } from './check.ts';
import type { Finding } from './finding.ts';

/** A check that does not hold, by what its detectors found: the first is its mistake. */
export function failed(findings: readonly Finding[], seen?: Check['seen']): Check {
  const [{ mistake, basis }] = findings as [Finding];
  return {
    ok: false,
    sentence: new MistakeText(mistake),
    findings,
    ...(seen && { seen }),
    ...(basis !== undefined && { basis }),
  };
}
