/** A command line that cannot be read: in English, the parser's own words. */
export const commandLine = {
  missingArgument: (name: string) => `error: missing required argument '${name}'`,
  missingValue: (option: string) => `error: option '${option}' argument missing`,
  invalidValue: (option: string, value: string, why: string) =>
    `error: option '${option}' argument '${value}' is invalid. ${why}`,
  unknownOption: (option: string) => `error: unknown option '${option}'`,
  unknownCommand: (command: string) => `error: unknown command '${command}'`,
  tooMany: (command: string | undefined, expected: string, got: string, all: string) =>
    `error: too many arguments${command === undefined ? '' : ` for '${command}'`}. Expected ${expected} ${
      expected === '1' ? 'argument' : 'arguments'
    } but got ${got}: ${all}.`,
  didYouMean: (names: string) =>
    `(Did you mean ${names.includes(', ') ? `one of ${names}` : names}?)`,

  /** Why a value is invalid. */
  allowed: (choices: string) => `Allowed choices are ${choices}.`,
  wholeNumber: (least: number) => `Give a whole number, ${least} or more.`,
  seconds: (most: number) => `Use seconds from 0 to ${most}, as in 30 or 0.5.`,
  secondsList: () => 'Give seconds with commas between, as in 7,6.',
  limit: (names: readonly string[]) =>
    `Give NAME=VALUE, as in cpu=600. NAME is one of: ${names.join(', ')}.`,
  fileName: () => 'Give the name of a file, with ./ before one that begins with -.',
  tasks: () => 'Give tasks with commas between, as in main.1,main.2.',
};
