import { type Command, commandFor } from './launch/command.ts';
import { observedEnvironment } from './launch/environment.ts';
import { type Limits, launch } from './launch/launch.ts';
import type { Python } from './launch/python.ts';
import { createRunFolder } from './launch/run-folder.ts';
import { assemble } from './observe/assemble.ts';
import { processOf, readMessages } from './observe/messages.ts';
import type { OutputLine } from './observe/output-lines.ts';
import type { ClockName, Trace } from './observe/trace.ts';
import type { Dice } from './schedule/dice.ts';

export interface RunOptions {
  python: Python;
  clock: ClockName;
  dice: Dice;
  /** False ends each sleep at once: the program's no-op twin. Default true. */
  sleeps?: boolean;
  limits?: Partial<Limits>;
  signal?: AbortSignal | undefined;
  onLine?: ((line: OutputLine) => void) | undefined;
}

/**
 * The chapter's longest program sleeps 2 × 10 s; a port that is three times as long in it does
 * not end.
 */
export const DEFAULT_LIMITS: Limits = { seconds: 60, bytes: 16 * 1024 * 1024 };

/**
 * Run one program, in either language, and return its trace. The program is not changed; nothing
 * of it is alive, and nothing of the run is left on disk, when this settles.
 *
 * @throws LockstepError for a program that is not there or cannot be started. A program that
 * fails in any way is no error: its trace says how it ended.
 */
export async function run(program: string, options: RunOptions): Promise<Trace> {
  const { python, clock, dice, sleeps = true, limits, signal, onLine } = options;
  const command: Command = commandFor(program, python);
  using folder = createRunFolder(dice);
  const launched = await launch({
    command,
    environment: observedEnvironment(process.env, { folder: folder.path, sleeps }),
    folder: folder.path,
    limits: { ...DEFAULT_LIMITS, ...limits },
    signal,
    onLine,
    known: () => new Set(readMessages(folder.messages).map(({ from }) => processOf(from))),
  });
  const messages = readMessages(folder.messages);
  const { language, runtime } = command;
  return {
    version: 1,
    program,
    language,
    runtime,
    clock,
    seed: dice.seed,
    ...assemble({ ...launched, messages }),
    ending: launched.ending,
  };
}
