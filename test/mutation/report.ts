import { relative } from 'node:path';
import { PAIRS, portOf } from '../../harness/pairs.ts';
import type { Styles } from '../../harness/report/style.ts';
import type { Equivalent } from './equivalent/equivalent.ts';
import type { Judgement } from './judge-mutants.ts';
import { OPERATOR_NAMES } from './mutate.ts';

/** What is counted of some mutants; those that are the same program do not count. */
export interface Rate {
  caught: number;
  of: number;
  equivalent: number;
}

export function rateOf(judgements: readonly Judgement[]): Rate {
  const count = (outcome: Judgement['outcome']) =>
    judgements.filter((each) => each.outcome === outcome).length;
  const equivalent = count('equivalent');
  return { caught: count('caught'), of: judgements.length - equivalent, equivalent };
}

/** For a terminal: how many were caught, by pair and by operator, and which were not. */
export function mutantsText(
  judgements: readonly Judgement[],
  stale: readonly Equivalent[],
  styles: Styles,
): string {
  const by = (key: 'pair' | 'operator', names: readonly string[]) =>
    names.flatMap((name) => {
      const own = judgements.filter((each) => each[key] === name);
      return own.length === 0 ? [] : [row(name, rateOf(own))];
    });
  const missed = judgements.filter(({ outcome }) => ['survived', 'inconclusive'].includes(outcome));
  const blocks = [
    by(
      'pair',
      PAIRS.map(({ stem }) => stem),
    ),
    by('operator', OPERATOR_NAMES),
    ...missed.map((each) => survivorLines(each, styles)),
    ...stale.map((entry) => staleLines(entry, styles)),
  ];
  const { caught, of, equivalent } = rateOf(judgements);
  const sum = `mutants caught: ${caught} of ${of}${equivalent > 0 ? `; ${equivalent} more are the same program` : ''}`;
  const summary = missed.length + stale.length === 0 ? styles.good(sum) : styles.bad(sum);
  return `${[...blocks.map((lines) => lines.join('\n')), summary].join('\n\n')}\n`;
}

function row(name: string, { caught, of, equivalent }: Rate): string {
  const numbers = `${name.padEnd(22)}${String(caught).padStart(5)} of ${String(of).padStart(4)}`;
  return equivalent > 0 ? `${numbers}   and ${equivalent} equivalent` : numbers;
}

function survivorLines(
  { pair, line, operator, outcome, diff, sentence }: Judgement,
  styles: Styles,
): string[] {
  const found = PAIRS.find(({ stem }) => stem === pair);
  const file = found === undefined ? pair : relative(process.cwd(), portOf(found));
  const head = `${styles.bad('✘')} ${styles.strong(`${outcome}: ${operator}`)}, ${file}:${line}`;
  const why = sentence === undefined ? [] : [sentence];
  return [head, ...[...diff, ...why].map((text) => styles.faint(`    ${text}`))];
}

function staleLines({ pairs, operator, diff, why }: Equivalent, styles: Styles): string[] {
  const head = `${styles.bad('✘')} ${styles.strong(`not equivalent, or no mutant: ${operator}`)}, ${pairs.join(', ')} under test/mutation/equivalent`;
  return [head, ...[...diff, why].map((text) => styles.faint(`    ${text}`))];
}
