import { CommanderError } from 'commander';
import { languageAsked, messagesIn } from '../messages/language.ts';
import type { Messages } from '../messages/messages.ts';
import { onEndSignal } from './end-signal.ts';
import { EXIT } from './exit-code.ts';
import { endOnUncaught, tellFailure } from './failure.ts';
import { ignoreClosed, print, writeWhole } from './print.ts';
import { lockstep } from './program.ts';
import { rejectMisspeltVerb } from './spelling.ts';
import { wrongUsage } from './wrong-usage.ts';

/**
 * What a process that is the command does first, and no test that calls `main`.
 *
 * @returns what it is told in
 */
export async function onStart(args: readonly string[]): Promise<Messages> {
  const messages = await messagesFor(args);
  endOnUncaught({ environment: process.env, messages });
  writeWhole(process.stdout);
  return messages;
}

const messagesFor = (args: readonly string[]) => messagesIn(languageAsked(args, process.env));

/**
 * The `lockstep` command.
 *
 * @param args what follows the command's name
 * @returns the exit code
 */
export async function main(args: readonly string[], loaded?: Messages): Promise<number> {
  const messages = loaded ?? (await messagesFor(args));
  const telling = { environment: process.env, messages };
  using end = onEndSignal(telling);
  process.stdout.on('error', ignoreClosed);
  process.stderr.on('error', () => {});
  let exitCode: number = EXIT.ok;
  const told = { out: '', err: '' };
  const command = lockstep({ signal: end.signal, messages }, (code) => {
    exitCode = code;
  });
  for (const one of [command, ...command.commands]) {
    one.configureOutput({
      writeOut: (text) => {
        told.out += text;
      },
      outputError: (text, write) => write(wrongUsage(text, messages)),
      writeErr: (text) => {
        told.err += text;
      },
    });
  }
  try {
    rejectMisspeltVerb(
      args[0],
      command.commands.map((one) => one.name()),
    );
    await command.parseAsync(args, { from: 'user' }).catch(async (error) => {
      if (!(error instanceof CommanderError)) throw error;
      await print(told.out);
      await print(told.err, process.stderr);
      exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    });
    return end.signal.aborted ? EXIT.interrupted : exitCode;
  } catch (error) {
    return tellFailure(error, telling);
  }
}
