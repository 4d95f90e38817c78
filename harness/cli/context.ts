import type { Messages } from '../messages/messages.ts';

/** What every command is given beside its own arguments. */
export interface Context {
  /** Aborts when the command is told to end. */
  signal: AbortSignal;
  messages: Messages;
}

/** A command with the options that it was given, as they were written. */
export interface CommandContext extends Context {
  given: readonly string[];
}
