import { closeSync, fstatSync, openSync, statSync } from 'node:fs';
import { devNull } from 'node:os';
import { resolve } from 'node:path';
import { LockstepError } from '../errors.ts';

/** What a program reads from its standard input. */
export type Input =
  /** Nothing: it is at its end. */
  | 'closed'
  /** What the harness itself would read: a terminal, a pipe. */
  | 'inherited'
  | { file: string };

/** What a program is given when it is started. */
export interface Given {
  /** Default: none. */
  args?: readonly string[];
  /** Its working folder. Default: that of the caller. */
  cwd?: string | undefined;
  /** Default: `closed`. */
  input?: Input;
}

/** What this process itself would read; where that is nothing, nothing. */
export function ownInput(): Input {
  try {
    const nothing = statSync(devNull);
    return fstatSync(0).rdev === nothing.rdev && nothing.rdev !== 0 ? 'closed' : 'inherited';
  } catch {
    return 'closed';
  }
}

/** Call something with a descriptor of the input, which is closed afterwards. */
export function withInput<Result>(input: Input, use: (descriptor: number) => Result): Result {
  if (input === 'inherited') return use(0);
  const descriptor = openSync(input === 'closed' ? devNull : input.file, 'r');
  try {
    return use(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** @throws LockstepError BAD_INPUT where there is no such file */
export function inputFrom(file: string): Input {
  const path = resolve(file);
  try {
    if (!statSync(path).isDirectory()) {
      withInput({ file: path }, () => {});
      return { file: path };
    }
  } catch (cause) {
    throw badInput('file for standard input', path, String((cause as Error).message), cause);
  }
  throw badInput('file for standard input', path, 'It is a folder.');
}

/** @throws LockstepError BAD_INPUT where there is no such folder */
export function folderNamed(folder: string): string {
  const path = resolve(folder);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  throw badInput('working folder', path, 'There is no such folder.');
}

function badInput(what: string, path: string, why: string, cause?: unknown): LockstepError {
  const next = 'Check the name; it is looked up from the folder that you are in.';
  return new LockstepError(
    'BAD_INPUT',
    { what: `Cannot use ${path} as ${what}.`, why, next },
    cause,
  );
}
