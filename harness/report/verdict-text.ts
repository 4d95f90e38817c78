import { relative } from 'node:path';
import type { Check } from '../judge/subject.ts';
import { CHECKS, type Verdict } from '../judge/verdict.ts';
import { visible, visibleIn } from '../visible.ts';
import { columns } from './columns.ts';
import { markOf, outcomeOf, passingThoughKnown, stateOf } from './outcome.ts';
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
  const head = visible(
    `${original.clock} clock${whyReal} · seed ${original.seed} · ${original.runtime} · ${port.runtime}`,
  );
  const summary = summaryOf(verdicts, styles);
  return `${[styles.faint(head), ...verdicts.map((verdict) => pairText(verdict, styles)), summary].join('\n\n')}\n`;
}

function summaryOf(verdicts: readonly Verdict[], styles: Styles): string {
  const all = verdicts.length;
  const passing = verdicts.flatMap(passingThoughKnown).length;
  const failed = verdicts.filter(
    (verdict) => stateOf(verdict) === 'failed' && passingThoughKnown(verdict).length === 0,
  ).length;
  const known = verdicts.filter((verdict) => stateOf(verdict) === 'known').length;
  const clauses = [
    failed > 0
      ? `${failed} of ${all} pairs do not conform`
      : `${verdicts.filter(({ ok }) => ok).length} of ${all} pairs conform`,
    ...(known > 0 ? [`${known} ${known === 1 ? 'fails' : 'fail'} as known`] : []),
    ...(passing > 0
      ? [`${passing} known ${passing === 1 ? 'failure passes' : 'failures pass'}`]
      : []),
  ];
  const text = `${clauses.join('; ')}.`;
  return failed + passing === 0 ? styles.good(text) : styles.bad(text);
}

/** The four checks of one pair. */
export function pairText(verdict: Verdict, styles: Styles): string {
  const { pair, checks, inconclusive } = visibleIn({
    pair: verdict.pair,
    checks: verdict.checks,
    inconclusive: verdict.inconclusive,
  });
  const rows = CHECKS.flatMap((name) => {
    const outcome = outcomeOf(checks[name]);
    const { state, sentence, evidence = [] } = outcome;
    const told = state === 'failed' ? styles.strong(sentence) : sentence;
    const row = `  ${markOf(state, styles)} ${name.padEnd(8)}${told}`;
    // Of what is known, what it is will do; --json and --junit have all.
    const seen = state === 'known' ? evidence.slice(0, 1) : seenIn(outcome);
    const shown = [...[...seen, ...again(outcome)].map(styles.faint), ...lookAt(outcome)];
    return [row, ...shown.map((line) => `${INDENT}${line}`)];
  });
  const doubts = inconclusive
    .slice(0, MOST_DOUBTS)
    .map((why) => `  ${styles.bad('?')} ${styles.strong('inconclusive:')} ${why}`);
  const more = inconclusive.length - MOST_DOUBTS;
  if (more > 0) doubts.push(styles.faint(`    … and ${more} more`));
  return [`${markOf(stateOf(verdict), styles)} ${styles.strong(pair)}`, ...rows, ...doubts].join(
    '\n',
  );
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
