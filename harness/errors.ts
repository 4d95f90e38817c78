import { en } from './messages/en/index.ts';
import type { ErrorText } from './messages/error-text.ts';
import type { Messages } from './messages/messages.ts';
import { visible } from './visible.ts';

export type ErrorCode =
  | 'PYTHON_NOT_FOUND'
  | 'PYTHON_TOO_OLD'
  | 'PYTHON_PRINTS'
  | 'UNKNOWN_PAIR'
  | 'UNKNOWN_PROGRAM'
  | 'UNKNOWN_CLOCK'
  | 'UNKNOWN_MISTAKE'
  | 'BAD_DURATIONS'
  | 'BAD_OPTIONS'
  | 'BAD_INPUT'
  | 'CONTROL_FAILED'
  | 'BAD_KNOWN_FAILURES'
  | 'BAD_REPORT_FILE'
  | 'INTERRUPTED'
  | 'CANNOT_START'
  | 'PARENT_LOST'
  | 'NO_PROC'
  | 'CANNOT_WRITE'
  | 'NO_SANDBOX'
  | 'NO_FOLDER'
  | 'NO_VIRTUAL_CLOCK'
  | 'TOO_FEW_RESOURCES'
  | 'HARNESS_FAILED';

/** What an error says, in the language of these messages. */
export type Tell = (messages: Messages) => ErrorText;

/** Why something could not be done, in the language of these messages. */
export type Why = (messages: Messages) => string;

/**
 * An error of usage or of the environment: the command ends with exit code 2 and prints what
 * happened, why, and what to do next. Names of files in it cannot harm a terminal.
 */
export class LockstepError extends Error {
  readonly code: ErrorCode;
  readonly tell: Tell;

  constructor(code: ErrorCode, tell: Tell, cause?: unknown) {
    super(linesOf(tell(en)), { cause });
    this.name = 'LockstepError';
    this.code = code;
    this.tell = tell;
  }

  /** As `message`, which is English. */
  in(messages: Messages): string {
    return linesOf(this.tell(messages));
  }
}

const linesOf = ({ what, why, next }: ErrorText) =>
  [what, why, next]
    .filter((part) => part !== undefined)
    .map(visible)
    .join('\n');
