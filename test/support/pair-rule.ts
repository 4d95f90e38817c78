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

/**
 * Where a port does not read line for line beside its original, and the rule; empty where it does.
 *
 * @param noun what the lists are made of, such as `statement`
 */
export function strayIn(
  stem: string,
  noun: string,
  { port, original }: { port: readonly string[]; original: readonly string[] },
): string {
  const length = Math.max(port.length, original.length);
  const at = Array.from({ length }, (_, index) => index).find((i) => port[i] !== original[i]);
  if (at === undefined) return '';
  const shown = (item: string | undefined) => (item === undefined ? 'none' : `“${item}”`);
  return `ts-ports/${stem}.ts must have the ${noun}s of python-originals/${stem}.py, in the same order. ${noun} ${at + 1} is ${shown(port[at])}; the original has ${shown(original[at])}. See “Add a pair” in the README.`;
}
