import type { Trial, TrialName } from '../app/trials.ts';

/** What a trial varies, in a few words. */
export const TRIAL_NOUNS: Record<TrialName, string> = {
  seed: 'draws of the seed',
  durations: 'given durations',
  mirrored: 'draws reversed',
  least: 'least draws',
  greatest: 'greatest draws',
  orders: 'orders',
};

/** How a port was tried, in words that follow `tried` or `found`. */
export const TRIAL_TITLES: Record<TrialName, string> = {
  seed: 'with the draws of the seed',
  durations: 'with the durations given',
  mirrored: 'with the draws reversed',
  least: 'with each draw the least of its range',
  greatest: 'with each draw the greatest of its range',
  orders: 'in other orders',
};

export const trialList = (trials: readonly Pick<Trial, 'name'>[]) =>
  trials.map(({ name }) => TRIAL_TITLES[name]).join(', ');
