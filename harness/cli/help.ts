import type { HelpConfiguration, Option } from 'commander';
import stringWidth from 'fast-string-width';
import { type LimitName, NAMED_LIMITS } from '../limits.ts';
import type { Messages } from '../messages/messages.ts';

type HelpMessages = Messages['help'];

/** How commander prints help: in the reader's language, and by the cells that characters take. */
export function helpIn(help: HelpMessages): HelpConfiguration {
  const titles: Record<string, string> = {
    'Usage:': help.usage,
    'Arguments:': help.arguments,
    'Options:': help.options,
    'Commands:': help.commands,
  };
  return {
    styleTitle: (title) => titles[title] ?? title,
    displayWidth: stringWidth,
    optionDescription: (option) => [option.description, ...detailsOf(option, help)].join(''),
  };
}

function detailsOf(option: Option, help: HelpMessages): string[] {
  const { argChoices, defaultValue, defaultValueDescription } = option;
  return [
    ...(argChoices === undefined ? [] : [help.choices(argChoices)]),
    ...(defaultValue === undefined
      ? []
      : [help.default(defaultValueDescription ?? String(defaultValue))]),
  ];
}

/** What follows the options in the help of each command. */
export function afterHelp(help: HelpMessages) {
  const examples = (...lines: string[]) =>
    `${help.examples}\n${lines.map((line) => `  $ ${line}`).join('\n')}`;
  const after = (...parts: string[]) => `\n${parts.join('\n\n')}\n`;
  const limits = limitsText(help);
  return {
    lockstep: after(help.exitCodes, examples('lockstep verify 02 03')),
    verify: after(
      ...[limits, help.expectedFailures],
      examples(
        'lockstep verify 02 --durations 7,6 --explore',
        'lockstep verify --junit lockstep.xml --known-failures known-failures.txt',
      ),
    ),
    check: after(
      ...[help.aboutCheck, limits, help.expectedFailures],
      examples(
        'lockstep check 02 ts-ports/02_processes.ts',
        'lockstep check 02 my-port.ts --junit my-port.xml --known-failures my-port.known.txt',
      ),
    ),
    run: after(
      ...[limits, help.aboutRun],
      examples(
        'lockstep run python-originals/03_threads.py --durations 7,6',
        'lockstep run counts.py --stdin numbers.txt -- 3',
      ),
    ),
    explain: after(examples('lockstep explain', 'lockstep explain ran-in-sequence')),
  };
}

function limitsText({ limits, limitOf }: HelpMessages): string {
  const rows = Object.entries(NAMED_LIMITS).map(
    ([name, { unit }]) => `  ${`${name}=${unit}`.padEnd(17)}${limitOf[name as LimitName]}`,
  );
  return [limits, ...rows].join('\n');
}
