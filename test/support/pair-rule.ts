import { existsSync } from 'node:fs';
import { originalOf, PAIRS, portOf } from '../../harness/pairs.ts';

/** As in the README. */
const RULE =
  'A pair is two files of one name and an entry: python-originals/NN_name.py, ts-ports/NN_name.ts, and the stem, law and total in harness/pairs.ts. See “Add a pair” in the README.';

/** What a stem lacks to be a pair, and the rule; empty where it lacks nothing. */
export function missingOf(stem: string): string {
  const missing = [
    ...(existsSync(originalOf({ stem })) ? [] : [`python-originals/${stem}.py`]),
    ...(existsSync(portOf({ stem })) ? [] : [`ts-ports/${stem}.ts`]),
    ...(PAIRS.some((pair) => pair.stem === stem) ? [] : ['its entry in harness/pairs.ts']),
  ];
  return missing.length === 0 ? '' : `${stem} lacks ${missing.join(' and ')}. ${RULE}`;
}
