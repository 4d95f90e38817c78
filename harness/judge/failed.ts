import { MistakeText } from '../messages/text.ts';
import type { Finding } from './finding.ts';
import type { Check } from './subject.ts';

/** A check that does not hold, by what its detectors found: the first is its mistake. */
export function failed(
  findings: readonly Finding[],
  shown: Pick<Check, 'evidence' | 'sideBySide'> = {},
): Check {
  const [{ mistake, basis }] = findings as [Finding];
  return {
    ok: false,
    sentence: new MistakeText(mistake),
    findings,
    ...shown,
    ...(basis !== undefined && { basis }),
  };
}
