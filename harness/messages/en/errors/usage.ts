import type { ErrorText } from '../../error-text.ts';
import { count, or, plain, quote, s } from '../words.ts';

const VIRTUAL = 'use the virtual clock: --clock virtual (Linux)';
const EITHER = 'Remove one of the two options.';

const COUNTED = {
  time: 'virtual time',
  instant: 'lines, starts and wakings at one virtual instant',
  polls: 'polls in a row',
  generations: 'generations of tasks',
} as const;

/** Commands that cannot be carried out as they were given. */
export const usage = {
  unknownPair: (name: string, similar: readonly string[], all: readonly string[]): ErrorText => ({
    what: `There is no pair ${quote(name)}.`,
    why: similar.length === 0 ? undefined : `Did you mean ${or(similar)}?`,
    next: `Choose from: ${all.join(', ')}`,
  }),
  unknownCommand: (word: string, similar: string): ErrorText => ({
    what: `There is no command ${quote(word)}.`,
    next: `Did you mean: lockstep ${similar}`,
  }),
  notAPort: (file: string, pair: string): ErrorText => ({
    what: `${file} is not a port.`,
    why: 'A port is a TypeScript or JavaScript file.',
    next: `Name the port, as in: lockstep check ${pair} my-port.ts`,
  }),
  unknownClock: (name: string, clocks: readonly string[]): ErrorText => ({
    what: `There is no clock ${quote(name)}.`,
    next: `Choose one of: ${clocks.join(', ')}`,
  }),
  noVirtualClockOn: (platform: string): ErrorText => ({
    what: `There is no virtual clock on ${platform}.`,
    why: 'It reads from /proc what each thread waits for; only Linux has that.',
    next: 'Use the real clock: --clock real',
  }),

  notInRealTime: (option: string): ErrorText => ({
    what: `--${option} does not work with the real clock.`,
    why: 'In real time Lockstep does not decide which task goes on.',
    next: `Remove --${option}, or ${VIRTUAL}`,
  }),
  limitNotInRealTime: (limit: keyof typeof COUNTED): ErrorText => ({
    what: `--limit ${limit} does not work with the real clock.`,
    why: `Only the virtual clock counts ${COUNTED[limit]}.`,
    next: `Remove this limit, or ${VIRTUAL}`,
  }),
  limitBeforeUntil: (until: number, limit: string, value: number): ErrorText => ({
    what: `--until ${until} does not work with --limit ${limit}=${value}.`,
    why: `The limit could end the program before ${s(until)}.`,
    next: EITHER,
  }),
  exploreOneOrder: (): ErrorText => ({
    what: '--explore does not work with --runs 0.',
    why: '--explore asks for every order, --runs 0 for only one.',
    next: EITHER,
  }),
  rawInJson: (): ErrorText => ({
    what: '--raw does not work with --json.',
    why: 'In JSON every control character is an escape sequence.',
    next: EITHER,
  }),
  verboseInJson: (): ErrorText => ({
    what: '--verbose does not work with --json.',
    why: 'JSON has all four checks with their evidence anyway.',
    next: EITHER,
  }),
  junitOverwrites: (file: string): ErrorText => ({
    what: `--junit would overwrite ${file}.`,
    why: 'This command reads that file.',
    next: 'Name another file for the report.',
  }),

  cannotRehearse: (program: string, ending: string): ErrorText => ({
    what: `Cannot find out what ${program} draws.`,
    why: `A trial run of it failed: ${ending}.`,
    next: 'Run it without --durations to see what is wrong.',
  }),
  drawsNothing: (program: string, asked: readonly number[]): ErrorText => ({
    what: `Cannot give ${program} the durations ${asked.map(plain).join(', ')}.`,
    why: 'It draws no number that it then sleeps.',
    next: 'Run it without --durations.',
  }),
  wrongDurations: (program: string, asked: readonly number[], needed: number): ErrorText => ({
    what: `Cannot give ${program} the durations ${asked.map(plain).join(', ')}.`,
    why: `It needs ${count(needed, 'duration')}; got ${asked.length}.`,
    next: `Give ${count(needed, 'duration')}.`,
  }),
  durationOutOfRange: (
    program: string,
    asked: number,
    least: number,
    greatest: number,
  ): ErrorText => ({
    what: `Cannot give ${program} a duration of ${s(asked)}.`,
    why: `It draws whole seconds from ${plain(least)} to ${plain(greatest)}.`,
    next: `Use whole seconds, ${plain(least)} to ${plain(greatest)}.`,
  }),

  pairNotJudged: (where: string, pair: string, line: string): ErrorText => ({
    what: `${where} matches nothing: ${pair} is not judged here.`,
    next: `Remove this line, or judge that pair too: ${line}`,
  }),
  failureTwice: (where: string, first: string, name: string): ErrorText => ({
    what: `${where} repeats ${first}: ${name}.`,
    next: 'Remove one of the two lines.',
  }),
  unreadableFailures: (file: string, why: string, example: string): ErrorText => ({
    what: `Cannot read the expected failures in ${file}.`,
    why,
    next: `Name a text file with lines such as: ${example}`,
  }),
  badFailure: (where: string, line: string, why: string, example: string): ErrorText => ({
    what: `${where} is not an expected failure: ${line}`,
    why,
    next: `Write PAIR CHECK: REASON, as in: ${example}`,
  }),

  cannotWriteReport: (file: string, why: string): ErrorText => ({
    what: `Cannot write a report to ${file}.`,
    why,
    next: 'Name a file in a folder that exists and that you may write to.',
  }),
  cannotPrint: (why: string): ErrorText => ({
    what: 'Could not print the report.',
    why,
    next: 'Free some space, or send the output somewhere else.',
  }),
  interrupted: (): ErrorText => ({
    what: 'Interrupted: every running program was ended.',
    next: 'Nothing is left behind. Run the command again when you like.',
  }),

  /** Why it cannot be done. */
  whyUsage: {
    invalidFormat: () => 'Invalid format.',
    noSuchCheck: (check: string, checks: readonly string[]) =>
      `There is no check ${quote(check)}; use ${or(checks)}.`,
    isFolder: () => 'It is a folder.',
    isFull: () => 'The disk or device behind stdout is full.',
  },
};
