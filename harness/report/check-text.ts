import { decisive, type Trial } from '../app/trials.ts';
import { passingThoughKnown, stateOf } from './outcome.ts';
import type { Styles } from './style.ts';
import { TRIAL_TITLES, trialList } from './trial-text.ts';
import { pairText } from './verdict-text.ts';

/** The report of a check, for a terminal: the trial that decided, in full. */
export function checkText(trials: readonly Trial[], port: string, styles: Styles): string {
  const { name, verdict } = decisive({ trials });
  const { original, port: own } = verdict;
  const head = `${original.clock} clock · seed ${original.seed} · ${original.runtime} · ${own.runtime}`;
  const summary = (): string => {
    if (passingThoughKnown(verdict).length > 0) {
      return styles.bad(`A known failure of ${port} passes: tried ${trialList(trials)}.`);
    }
    if (stateOf(verdict) === 'failed') {
      return styles.bad(
        `${port} does not conform to ${verdict.pair}, tried ${TRIAL_TITLES[name]}.`,
      );
    }
    if (stateOf(verdict) === 'inconclusive') {
      return styles.strong(
        `${port} could not be judged against ${verdict.pair}, tried ${TRIAL_TITLES[name]}.`,
      );
    }
    const but = stateOf(verdict) === 'known' ? ' but for what is known' : '';
    return styles.good(`${port} conforms to ${verdict.pair}${but}: tried ${trialList(trials)}.`);
  };
  return `${[styles.faint(head), pairText(verdict, styles), summary()].join('\n\n')}\n`;
}
