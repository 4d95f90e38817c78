import { decisive, type Judgement, type Trial } from '../app/trials.ts';
import type { Verdict } from '../judge/verdict.ts';
import type { Messages } from '../messages/messages.ts';
import { visible } from '../visible.ts';
import type { Look } from './look.ts';
import { passingThoughKnown, stateOf } from './outcome.ts';
import { pairText } from './pair-text.ts';
import { wrap } from './wrap.ts';

export interface VerdictTextOptions {
  platform: NodeJS.Platform;
  /** The command that shows all of a pair. */
  commandFor: (pair: string) => string;
  verbose?: boolean | undefined;
}

/** The report of a verification, for a terminal: of each pair the trial that decided. */
export function verdictText(
  judgements: readonly Pick<Judgement, 'trials'>[],
  look: Look,
  { platform, commandFor, verbose }: VerdictTextOptions,
): string {
  const { report } = look.messages;
  const decided = judgements.map(decisive);
  const [first] = decided;
  if (first === undefined) return `${report.noPair}\n`;
  const head = runsOn(first.verdict, look, platform);
  const verdicts = decided.map(({ verdict }) => verdict);
  const blocks = [
    [...head, ...triedText(longest(judgements), look)].join('\n'),
    ...decided.map((trial) =>
      pairText(trial.verdict, look, {
        found: foundBy(trial, look.messages),
        command: commandFor(trial.verdict.pair),
        verbose,
      }),
    ),
    summaryOf(verdicts, look),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** The clock, the seed and the versions. */
export function runsOn(
  { original, port }: Verdict,
  { messages, styles, width }: Look,
  platform: NodeJS.Platform = 'linux',
): string[] {
  const { report } = messages;
  const why = platform === 'linux' ? [] : [report.needsLinux(platform)];
  const parts = [
    ...[report.clock[original.clock], ...why, report.seed(original.seed)],
    ...[original.runtime, port.runtime],
  ];
  return wrap(visible(parts.join(' · ')), width).map(styles.faint);
}

export function triedText(
  trials: readonly Pick<Trial, 'name'>[],
  { messages, styles, width }: Look,
): string[] {
  const { report } = messages;
  const names = trials.map(({ name }) => report.trials[name]);
  return wrap(report.tried(names), width).map(styles.faint);
}

/** A pair that conforms went through all of them. */
const longest = (judgements: readonly Pick<Judgement, 'trials'>[]) =>
  judgements
    .map(({ trials }) => trials)
    .reduce((one, other) => (other.length > one.length ? other : one));

/** By which trial something was found, where it was another than the first. */
export function foundBy({ name, verdict }: Trial, { report }: Messages): string | undefined {
  const state = stateOf(verdict);
  const isFound = state === 'inconclusive' || state === 'failed';
  const isFirst = name === 'seed' || name === 'durations';
  return isFound && !isFirst && passingThoughKnown(verdict).length === 0
    ? report.found[name]
    : undefined;
}

function summaryOf(verdicts: readonly Verdict[], { messages, styles, width }: Look): string {
  const inState = (state: string) => verdicts.filter((verdict) => stateOf(verdict) === state);
  const counts = {
    all: verdicts.length,
    conforming: verdicts.filter(({ ok }) => ok).length,
    failed: inState('failed').filter((each) => passingThoughKnown(each).length === 0).length,
    known: inState('known').length,
    inconclusive: inState('inconclusive').length,
    passing: verdicts.flatMap(passingThoughKnown).length,
  };
  const { failed, passing, inconclusive } = counts;
  const style = failed + passing + inconclusive === 0 ? styles.good : styles.bad;
  return wrap(messages.report.summary(counts), width).map(style).join('\n');
}
