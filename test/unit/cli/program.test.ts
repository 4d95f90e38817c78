import { describe, expect, test } from 'vitest';
import { commandLine } from '../../../harness/cli/command-line.ts';
import { lockstep } from '../../../harness/cli/program.ts';
import { en } from '../../../harness/messages/en/index.ts';
import { LANGUAGES, messagesIn } from '../../../harness/messages/language.ts';

const { signal } = new AbortController();

describe.each(LANGUAGES)('the help in the language %s', (language) => {
  test('describes every command, argument and option', async () => {
    const program = lockstep({ signal, messages: await messagesIn(language) }, () => {});
    for (const command of [program, ...program.commands]) {
      const parts = [command, ...command.options, ...command.registeredArguments];
      for (const { description } of parts) {
        const text = typeof description === 'function' ? description.call(command) : description;
        expect(text).not.toBe('');
      }
    }
  });
});

test('every command has --lang', () => {
  const program = lockstep({ signal, messages: en }, () => {});
  for (const command of [program, ...program.commands]) {
    expect(command.options.map(({ long }) => long)).toContain('--lang');
  }
});

test('a command line is quoted for a shell', () => {
  expect(commandLine(['check', '02', "it's mine.ts", '--seed', '7'])).toBe(
    "lockstep check 02 'it'\\''s mine.ts' --seed 7",
  );
});
