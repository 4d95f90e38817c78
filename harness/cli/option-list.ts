import { Option } from 'commander';
import { DEFAULT_RUNS, DEFAULT_SEED } from '../app/defaults.ts';
import { CLOCKS, defaultClock } from '../clock/clock.ts';
import { LANGUAGES } from '../messages/language.ts';
import type { Messages } from '../messages/messages.ts';
import {
  addLimit,
  fileName,
  nonNegativeInteger,
  positiveInteger,
  secondsList,
  secondsNumber,
  taskList,
  telling,
} from './options.ts';

/** The options that several commands share. */
export function optionsIn({ help, commandLine }: Messages) {
  const reader = <Args extends unknown[], Value>(read: (...args: Args) => Value) =>
    telling(commandLine, read);
  return {
    clock: () =>
      new Option('--clock <clock>', help.clock)
        .choices([...CLOCKS])
        .default(
          defaultClock(process.platform),
          process.platform === 'linux' ? undefined : help.realClock,
        ),
    seed: () =>
      new Option('--seed <n>', help.seed)
        .argParser(reader(nonNegativeInteger))
        .default(DEFAULT_SEED),
    durations: () =>
      new Option('--durations <seconds>', help.durations).argParser(reader(secondsList)),
    runs: () =>
      new Option('--runs <n>', help.runs)
        .argParser(reader(nonNegativeInteger))
        .default(DEFAULT_RUNS),
    replay: () => new Option('--replay <tasks>', help.replay).argParser(reader(taskList)),
    patience: () =>
      new Option('--patience <seconds>', help.patience).argParser(reader(positiveInteger)),
    limit: () => new Option('--limit <name=value>', help.limit).argParser(reader(addLimit)),
    until: () => new Option('--until <seconds>', help.until).argParser(reader(secondsNumber)),
    verbose: () => new Option('--verbose', help.verbose),
    json: () => new Option('--json', help.json),
    junit: () => new Option('--junit <file>', help.junit).argParser(reader(fileName)),
    knownFailures: () =>
      new Option('--known-failures <file>', help.knownFailures).argParser(reader(fileName)),
    lang: () => new Option('--lang <language>', help.lang).choices([...LANGUAGES]),
  };
}
