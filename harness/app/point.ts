import { readFileSync } from 'node:fs';
import type { Check } from '../judge/check.ts';
import { CHECKS } from '../judge/check-names.ts';
import { diagnose } from '../judge/diagnosis.ts';
import { isMistake } from '../judge/doubt.ts';
import type { Finding } from '../judge/finding.ts';
import type { Verdict } from '../judge/verdict.ts';
import { looksFor } from '../mistakes/look/index.ts';
import type { Located } from '../source/find.ts';

/**
 * Look for the mistake of each check in the port's source, and tell which is the root of those that
 * are not expected.
 */
export async function pointed(verdict: Verdict): Promise<Verdict> {
  const { diagnosis: _, ...rest } = verdict;
  if (!CHECKS.some((name) => isMistake(verdict.checks[name]))) return rest;
  const look = await lookIn(verdict.port.program);
  const checks = eachCheck(verdict, (check) => {
    const [first, ...others] = isMistake(check) ? (check.findings ?? []) : [];
    return first === undefined
      ? check
      : { ...check, findings: [{ ...first, located: look(first) }, ...others] };
  });
  const diagnosis = diagnose(
    eachCheck({ checks }, (check) => (check.known === undefined ? check : { ...check, ok: true })),
  );
  return { ...rest, checks, ...(diagnosis && { diagnosis }) };
}

function eachCheck(
  { checks }: Pick<Verdict, 'checks'>,
  change: (check: Check) => Check,
): Verdict['checks'] {
  const all = CHECKS.map((name) => [name, change(checks[name])] as const);
  return Object.fromEntries(all) as Verdict['checks'];
}

/** @returns where a mistake stands, by the first thing to look for that is found */
async function lookIn(port: string): Promise<(finding: Finding) => Located> {
  // A parser is loaded where something is wrong.
  const { locate } = await import('../source/locate.ts');
  const { readSource } = await import('../source/read-source.ts');
  const source = readSource(port, textOf);
  return ({ mistake, clues }) => {
    for (const find of looksFor(mistake, clues)) {
      const located = locate(find, source);
      if (located.places.length > 0) return located;
    }
    return { places: [], related: [] };
  };
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
