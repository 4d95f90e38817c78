import { count, quote, s } from './words.ts';

const noun = (number: number, one: string) => (number === 1 ? one : `${one}s`);
const verb = (number: number, one: string, many: string) => (number === 1 ? one : many);

/** What the report of `verify` and `check` says beside mistakes. */
export const report = {
  clock: { virtual: 'virtual clock', real: 'real clock' },
  needsLinux: (platform: string) => `the virtual clock needs Linux; this is ${platform}`,
  seed: (seed: number) => `seed ${seed}`,
  checks: { output: 'output', timing: 'timing', tasks: 'tasks', ending: 'ending' },
  columns: { original: 'original', port: 'port' },

  /** What each trial varies; and how a mistake was found that only this one shows. */
  trials: {
    seed: 'draws of the seed',
    durations: 'given durations',
    mirrored: 'draws reversed',
    least: 'least draws',
    greatest: 'greatest draws',
    orders: 'other orders',
  },
  found: {
    seed: 'found with the draws of the seed',
    durations: 'found with the given durations',
    mirrored: 'found with the draws reversed',
    least: 'found with every draw at its least',
    greatest: 'found with every draw at its greatest',
    orders: 'found in one of the orders',
  },
  tried: (trials: readonly string[]) => `tried: ${trials.join(', ')}`,

  /** Before the diagnosis, its hint and its consequences; a space follows where the language has one. */
  error: (id: string) => `error[${id}]: `,
  hint: 'hint: ',
  also: 'also: ',
  follows: (also: readonly string[]) => {
    const which = also.length === 1 ? 'follows' : also.length === 2 ? 'both follow' : 'all follow';
    return `${also.join(', ')} (${which} from this)`;
  },
  moreConsequences: (more: number) => `${more} more`,
  followsFrom: (id: string) => `follows from ${id}`,
  /** The message of a mistake that is told second, and its place. */
  at: (message: string, place: string) => `${message} (${place})`,
  oneOf: 'one of these:',
  morePlaces: (places: number) => `and ${places} more ${noun(places, 'place')}`,
  seeAlso: 'see also:',
  again: 'again: ',

  inconclusive: 'inconclusive: ',
  moreReasons: (reasons: number) => `… and ${reasons} more`,
  notJudged: 'not judged: inconclusive, see below',
  expectedFailure: (reason: string) => `expected failure: ${reason}`,
  passesUnexpectedly: (reason: string, where: string) =>
    `passes, but is expected to fail (${reason}): remove ${where}`,
  note: 'note: ',
  noteOf: {
    original: (note: string) => `in the original, ${note}`,
    port: (note: string) => `in the port, ${note}`,
  },

  noPair: 'No pair was judged.',
  /** The last line of `verify`; `passing`: expected failures that passed. */
  summary: (
    pairs: Record<'all' | 'conforming' | 'failed' | 'known' | 'inconclusive' | 'passing', number>,
  ) => {
    const { all, conforming, failed, known, inconclusive, passing } = pairs;
    const of = (number: number) => `${number} of ${all} ${noun(all, 'pair')}`;
    const clauses = [
      failed > 0
        ? `${of(failed)} ${verb(failed, 'does', 'do')} not conform`
        : `${of(conforming)} ${verb(conforming, 'conforms', 'conform')}`,
      ...(known > 0 ? [`${known} ${verb(known, 'fails', 'fail')} as expected`] : []),
      ...(inconclusive > 0 ? [`${inconclusive} could not be judged`] : []),
      ...(passing > 0
        ? [`${count(passing, 'expected failure')} ${verb(passing, 'passes', 'pass')}`]
        : []),
    ];
    return `${clauses.join('; ')}.`;
  },
  /** The last line of `check`. */
  conforms: (port: string, pair: string) => `${port} conforms to ${pair}.`,
  conformsButKnown: (port: string, pair: string) =>
    `${port} conforms to ${pair}, except for expected failures.`,
  doesNotConform: (port: string, pair: string) => `${port} does not conform to ${pair}.`,
  couldNotBeJudged: (port: string, pair: string) => `${port} could not be judged against ${pair}.`,
  knownPasses: (port: string) => `An expected failure of ${port} passes.`,

  calibrating: 'calibrating',
  computing: (task: string, seconds: number) =>
    `${task} has been computing for ${s(Math.round(seconds))}`,
  runs: (runs: number) => count(runs, 'run'),
};

/** What `explain` says beside the explanation itself. */
export const explain = {
  /** Where its pages are. */
  folder: 'docs/mistakes',
  found: {
    output: 'Mistakes in the output',
    timing: 'Mistakes in the timing',
    tasks: 'Mistakes in the tasks',
    ending: 'Mistakes in the ending',
  },
  more: 'Run `lockstep explain ID` for one of them.',
  unknown: (id: string) => `There is no mistake ${quote(id)}.`,
  didYouMean: (id: string) => `Did you mean: lockstep explain ${id}`,
  list: 'Run `lockstep explain` for the list.',
};
