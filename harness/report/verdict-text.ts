import { relative } from 'node:path';
import { decisive, type Judgement, type Trial } from '../app/trials.ts';
import { CHECKS } from '../judge/check-names.ts';
import type { Verdict } from '../judge/verdict.ts';
import { visible, visibleIn } from '../visible.ts';
import { columns } from './columns.ts';
import { markOf, type Outcome, outcomeOf, passingThoughKnown, stateOf } from './outcome.ts';
import type { Styles } from './style.ts';
import { TRIAL_TITLES, trialList } from './trial-text.ts';

const INDENT = ' '.repeat(12);

/** A program that starts others without end gives one for each. --json has them all. */
const MOST_DOUBTS = 3;

/** The report of a verification, for a terminal: of each pair the trial that decided. */
export function verdictText(
  judgements: readonly Pick<Judgement, 'trials'>[],
  styles: Styles,
  platform: NodeJS.Platform,
): string {
  const decided = judgements.map(decisive);
  const verdicts = decided.map(({ verdict }) => verdict);
  const [first] = verdicts;
  if (first === undefined) return 'No pair was judged.\n';
  const { original, port } = first;
  const whyReal = platform === 'linux' ? '' : ` (the virtual one needs Linux, this is ${platform})`;
  const head = visible(
    `${original.clock} clock${whyReal} · seed ${original.seed} · ${original.runtime} · ${port.runtime}`,
  );
  // A pair that conforms went through all of them.
  const most = judgements
    .map(({ trials }) => trials)
    .reduce((one, other) => (other.length > one.length ? other : one));
  const blocks = [
    [head, `tried ${trialList(most)}`].map(styles.faint).join('\n'),
    ...decided.map((trial) => pairText(trial.verdict, styles, foundBy(trial))),
    summaryOf(verdicts, styles),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** By which trial something was found, where something was. */
function foundBy({ name, verdict }: Trial): string {
  const state = stateOf(verdict);
  const isFound = state === 'inconclusive' || state === 'failed';
  return isFound && passingThoughKnown(verdict).length === 0
    ? ` · found ${TRIAL_TITLES[name]}`
    : '';
}

function summaryOf(verdicts: readonly Verdict[], styles: Styles): string {
  const all = verdicts.length;
  const passing = verdicts.flatMap(passingThoughKnown).length;
  const failed = verdicts.filter(
    (verdict) => stateOf(verdict) === 'failed' && passingThoughKnown(verdict).length === 0,
  ).length;
  const known = verdicts.filter((verdict) => stateOf(verdict) === 'known').length;
  const open = verdicts.filter((verdict) => stateOf(verdict) === 'inconclusive').length;
  const clauses = [
    failed > 0
      ? `${failed} of ${all} pairs do not conform`
      : `${verdicts.filter(({ ok }) => ok).length} of ${all} pairs conform`,
    ...(known > 0 ? [`${known} ${known === 1 ? 'fails' : 'fail'} as known`] : []),
    ...(open > 0 ? [`${open} could not be judged`] : []),
    ...(passing > 0
      ? [`${passing} known ${passing === 1 ? 'failure passes' : 'failures pass'}`]
      : []),
  ];
  const text = `${clauses.join('; ')}.`;
  return failed + passing + open === 0 ? styles.good(text) : styles.bad(text);
}

/**
 * The four checks of one pair.
 *
 * @param found by which trial, to follow its name
 */
export function pairText(verdict: Verdict, styles: Styles, found = ''): string {
  const { pair, checks, inconclusive, remarks, notes } = visibleIn({
    pair: verdict.pair,
    checks: verdict.checks,
    inconclusive: verdict.inconclusive,
    remarks: verdict.remarks,
    notes: { original: verdict.original.notes ?? [], port: verdict.port.notes ?? [] },
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
    .map((why) => `  ${styles.strong('?')} ${styles.strong('inconclusive:')} ${why}`);
  const more = inconclusive.length - MOST_DOUBTS;
  if (more > 0) doubts.push(styles.faint(`    … and ${more} more`));
  const title = `${markOf(stateOf(verdict), styles)} ${styles.strong(pair)}${styles.faint(found)}`;
  const noted = Object.entries(notes).flatMap(([name, texts]) =>
    texts.map((note) => `in the ${name}, ${note}`),
  );
  const told = [...remarks, ...noted].map((remark) => `  ${styles.faint('note:')} ${remark}`);
  return [title, ...rows, ...doubts, ...told].join('\n');
}

/** What was seen: both programs side by side where they part, or else what there is. */
function seenIn({ ok, sideBySide, evidence = [] }: Outcome): string[] {
  if (ok) return [];
  return sideBySide === undefined ? evidence : columns(sideBySide);
}

function again({ sideBySide, again }: Outcome): string[] {
  return again === undefined || sideBySide === undefined ? [] : [again];
}

function lookAt({ look }: Outcome): string[] {
  if (look === undefined) return [];
  const { sentence, places = [] } = look;
  const rows = places.map(({ file, line, source }) => `  ${relative('', file)}:${line}  ${source}`);
  return [`look at: ${sentence}`, ...rows];
}
