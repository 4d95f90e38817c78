import { closeSync, fstatSync, openSync, statSync } from 'node:fs';
import { devNull } from 'node:os';
import { resolve } from 'node:path';
import { LockstepError, type Why } from '../errors.ts';
import type { GivenPath } from '../messages/error-text.ts';

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

/** What this process itself would read, if there is anything. */
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
    throw badInput('standard input', path, () => String((cause as Error).message), cause);
  }
  throw badInput('standard input', path, (m) => m.errors.whyProgram.isDirectory());
}

/** @throws LockstepError BAD_INPUT where there is no such folder */
export function folderNamed(folder: string): string {
  const path = resolve(folder);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  throw badInput('working folder', path, (m) => m.errors.whyProgram.noSuchFolder());
}

function badInput(given: GivenPath, path: string, why: Why, cause?: unknown): LockstepError {
  return new LockstepError('BAD_INPUT', (m) => m.errors.badInput(given, path, why(m)), cause);
}
