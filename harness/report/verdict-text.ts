import { relative } from 'node:path';
import type { Check } from '../judge/subject.ts';
import { CHECKS, type Verdict } from '../judge/verdict.ts';
import { columns } from './columns.ts';
import type { Styles } from './style.ts';

const INDENT = ' '.repeat(12);

/** A program that starts others without end gives one for each. --json has them all. */
const MOST_DOUBTS = 3;

/** The report of a verification, for a terminal. */
export function verdictText(
  verdicts: readonly Verdict[],
  styles: Styles,
  platform: NodeJS.Platform,
): string {
  const [first] = verdicts;
  if (first === undefined) return 'No pair was judged.\n';
  const { original, port } = first;
  const whyReal = platform === 'linux' ? '' : ` (the virtual one needs Linux, this is ${platform})`;
  const head = `${original.clock} clock${whyReal} · seed ${original.seed} · ${original.runtime} · ${port.runtime}`;
  const conforming = verdicts.filter(({ ok }) => ok).length;
  const summary =
    conforming === verdicts.length
      ? styles.good(`${conforming} of ${verdicts.length} pairs conform.`)
      : styles.bad(`${verdicts.length - conforming} of ${verdicts.length} pairs do not conform.`);
  return `${[styles.faint(head), ...verdicts.map((verdict) => pairText(verdict, styles)), summary].join('\n\n')}\n`;
}

/** The four checks of one pair. */
export function pairText({ pair, ok, checks, inconclusive }: Verdict, styles: Styles): string {
  const mark = (good: boolean) => (good ? styles.good('✔') : styles.bad('✘'));
  const rows = CHECKS.flatMap((name) => {
    const check = checks[name];
    const { ok, sentence } = check;
    const row = `  ${mark(ok)} ${name.padEnd(8)}${ok ? sentence : styles.strong(sentence)}`;
    const seen = [...seenIn(check), ...again(check)].map(styles.faint);
    return [row, ...[...seen, ...lookAt(check)].map((line) => `${INDENT}${line}`)];
  });
  const doubts = inconclusive
    .slice(0, MOST_DOUBTS)
    .map((why) => `  ${styles.bad('?')} ${styles.strong('inconclusive:')} ${why}`);
  const more = inconclusive.length - MOST_DOUBTS;
  if (more > 0) doubts.push(styles.faint(`    … and ${more} more`));
  return [`${mark(ok)} ${styles.strong(pair)}`, ...rows, ...doubts].join('\n');
}

/** What was seen: both programs side by side where they part, or else what there is. */
function seenIn({ ok, sideBySide, evidence = [] }: Check): string[] {
  if (ok) return [];
  return sideBySide === undefined ? evidence : columns(sideBySide);
}

function again({ sideBySide, again }: Check): string[] {
  return again === undefined || sideBySide === undefined ? [] : [again];
}

function lookAt({ look }: Check): string[] {
  if (look === undefined) return [];
  const { sentence, places = [] } = look;
  const rows = places.map(({ file, line, source }) => `  ${relative('', file)}:${line}  ${source}`);
  return [`look at: ${sentence}`, ...rows];
}
