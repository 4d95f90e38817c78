export type ErrorCode =
  | 'NODE_TOO_OLD'
  | 'PYTHON_NOT_FOUND'
  | 'PYTHON_TOO_OLD'
  | 'UNKNOWN_PAIR'
  | 'UNKNOWN_PROGRAM'
  | 'UNKNOWN_CLOCK'
  | 'BAD_DURATIONS'
  | 'BAD_INPUT'
  | 'CONTROL_FAILED'
  | 'BAD_KNOWN_FAILURES'
  | 'BAD_REPORT_FILE'
  | 'INTERRUPTED'
  | 'CANNOT_START'
  | 'PARENT_LOST'
  | 'NO_PROC'
  | 'NO_SANDBOX';

/**
 * An error of usage or of the environment: the command ends with exit code 2 and prints what
 * happened, why, and what to do next.
 */
export class LockstepError extends Error {
  readonly code: ErrorCode;

  constructor(
    code: ErrorCode,
    text: { what: string; why?: string; next: string },
    cause?: unknown,
  ) {
    super([text.what, text.why, text.next].filter((part) => part !== undefined).join('\n'), {
      cause,
    });
    this.name = 'LockstepError';
    this.code = code;
  }
}
