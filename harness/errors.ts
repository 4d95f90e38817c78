import { visible } from './visible.ts';

export type ErrorCode =
  | 'PYTHON_NOT_FOUND'
  | 'PYTHON_TOO_OLD'
  | 'PYTHON_PRINTS'
  | 'UNKNOWN_PAIR'
  | 'UNKNOWN_PROGRAM'
  | 'UNKNOWN_CLOCK'
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

/**
 * An error of usage or of the environment: the command ends with exit code 2 and prints what
 * happened, why, and what to do next. Names of files in it cannot harm a terminal.
 */
export class LockstepError extends Error {
  readonly code: ErrorCode;

  constructor(
    code: ErrorCode,
    text: { what: string; why?: string | undefined; next: string },
    cause?: unknown,
  ) {
    const parts = [text.what, text.why, text.next].filter((part) => part !== undefined);
    super(parts.map(visible).join('\n'), { cause });
    this.name = 'LockstepError';
    this.code = code;
  }
}
