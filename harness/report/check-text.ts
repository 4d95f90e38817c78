import type { Trial, TrialName } from '../check.ts';
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
export function checkText(trials: readonly Trial[], port: string, styles: Styles): string {
  const { name, verdict } = trials.at(-1) as Trial;
  const { original, port: own } = verdict;
  const head = `${original.clock} clock · seed ${original.seed} · ${original.runtime} · ${own.runtime}`;
  const summary = verdict.ok
    ? styles.good(`${port} conforms to ${verdict.pair}: tried ${list(trials)}.`)
    : styles.bad(`${port} does not conform to ${verdict.pair}, tried ${TITLES[name]}.`);
  return `${[styles.faint(head), pairText(verdict, styles), summary].join('\n\n')}\n`;
}

const list = (trials: readonly Trial[]) => trials.map(({ name }) => TITLES[name]).join(', ');
