import type { Messages } from '../messages/messages.ts';

type Words = Messages['commandLine'];

/** What the parser of the command line says, and how that is said in the reader's language. */
const FORMS: readonly [form: RegExp, say: (words: Words, ...parts: string[]) => string][] = [
  [/^error: missing required argument '(.*)'$/, (words, name = '') => words.missingArgument(name)],
  [/^error: option '(.*)' argument missing$/, (words, option = '') => words.missingValue(option)],
  [
    /^error: option '(.*?)' argument '(.*)' is invalid\. (.*)$/s,
    (words, option = '', value = '', why = '') =>
      words.invalidValue(option, value, reasonIn(why, words)),
  ],
  [/^error: unknown option '(.*)'$/, (words, option = '') => words.unknownOption(option)],
  [/^error: unknown command '(.*)'$/, (words, command = '') => words.unknownCommand(command)],
  [
    /^error: too many arguments(?: for '(.*?)')?\. Expected (\d+) arguments? but got (\d+): (.*)\.$/s,
    (words, command, expected = '', got = '', all = '') =>
      words.tooMany(command, expected, got, all),
  ],
];

const SUGGESTION = /\n\(Did you mean (?:one of )?(.*)\?\)$/;

/** The parser gives its own reason for a value that is not among the choices. */
const reasonIn = (why: string, words: Words) =>
  why.replace(/^Allowed choices are (.*)\.$/, (_, choices) => words.allowed(choices));

/** An error of the command line's parser, in the reader's language. */
export function wrongUsage(text: string, { commandLine }: Messages): string {
  const error = text.trimEnd();
  const [suggestion, names] = SUGGESTION.exec(error) ?? [];
  const what = suggestion === undefined ? error : error.slice(0, -suggestion.length);
  for (const [form, say] of FORMS) {
    const match = form.exec(what);
    if (match === null) continue;
    const told = say(commandLine, ...match.slice(1));
    return `${[told, ...(names === undefined ? [] : [commandLine.didYouMean(names)])].join('\n')}\n`;
  }
  return text;
}
