import type { Trial, TrialName } from '../check.ts';
import { CHECKS, type Verdict } from '../judge/verdict.ts';
import { visible } from '../visible.ts';
import { passingThoughKnown, stateOf } from './outcome.ts';
import type { Styles } from './style.ts';
import { pairText } from './verdict-text.ts';

const TITLES: Record<TrialName, string> = {
  seed: 'with the draws of the seed',
  mirrored: 'with these the other way round',
  least: 'with each draw the least of its range',
  greatest: 'with each draw the greatest of its range',
  orders: 'in other orders',
};

/** The report of a check, for a terminal: the trial that decided, in full. */
export function checkText(trials: readonly Trial[], file: string, styles: Styles): string {
  const port = visible(file);
  const { name } = trials.at(-1) as Trial;
  const verdict = withEarlierKnown(trials);
  const pair = visible(verdict.pair);
  const { original, port: own } = verdict;
  const head = visible(
    `${original.clock} clock · seed ${original.seed} · ${original.runtime} · ${own.runtime}`,
  );
  const summary = (): string => {
    if (passingThoughKnown(verdict).length > 0) {
      return styles.bad(`A known failure of ${port} passes: tried ${list(trials)}.`);
    }
    if (stateOf(verdict) === 'failed') {
      return styles.bad(`${port} does not conform to ${pair}, tried ${TITLES[name]}.`);
    }
    const but = stateOf(verdict) === 'known' ? ' but for what is known' : '';
    return styles.good(`${port} conforms to ${pair}${but}: tried ${list(trials)}.`);
  };
  return `${[styles.faint(head), pairText(verdict, styles), summary()].join('\n\n')}\n`;
}

/** The verdict that decided, with what earlier trials showed of known failures. */
function withEarlierKnown(trials: readonly Trial[]): Verdict {
  const { verdict } = trials.at(-1) as Trial;
  const checks = { ...verdict.checks };
  for (const name of CHECKS.filter((name) => checks[name].ok)) {
    const shown = trials.find((trial) => trial.verdict.checks[name].known !== undefined);
    checks[name] = shown?.verdict.checks[name] ?? checks[name];
  }
  return { ...verdict, ok: verdict.ok && CHECKS.every((name) => checks[name].ok), checks };
}

const list = (trials: readonly Trial[]) => trials.map(({ name }) => TITLES[name]).join(', ');
