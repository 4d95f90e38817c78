import { readFileSync } from 'node:fs';
import type { Finding } from '../judge/finding.ts';
import type { Verdict } from '../judge/verdict.ts';
import type { Located } from '../source/find.ts';
import { locate } from '../source/locate.ts';
import { readSource, type Source } from '../source/read-source.ts';

const NOWHERE: Located = { places: [], related: [] };

/** The same verdict; its diagnosis points at the lines of the port that it speaks of. */
export function pointed(verdict: Verdict): Verdict {
  const { diagnosis, port } = verdict;
  if (diagnosis === undefined) return verdict;
  const source = readSource(port.program, textOf);
  const at = <One extends Finding>(one: One): One => ({ ...one, located: placesOf(one, source) });
  return { ...verdict, diagnosis: { ...at(diagnosis), others: diagnosis.others.map(at) } };
}

/** Of what a finding looks for, the first that is there. */
function placesOf({ look }: Finding, source: Source): Located {
  for (const find of look) {
    const located = locate(find, source);
    if (located.places.length > 0) return located;
  }
  return NOWHERE;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
