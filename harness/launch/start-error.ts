import { LockstepError, type Why } from '../errors.ts';
import type { Command } from './command.ts';

export function cannotStart(
  { executable }: Pick<Command, 'executable'>,
  why: Why,
  cause?: unknown,
): LockstepError {
  return new LockstepError('CANNOT_START', (m) => m.errors.cannotStart(executable, why(m)), cause);
}

/**
 * The process's id that an interpreter tells; it may be none, and print something else.
 *
 * @throws LockstepError CANNOT_START
 */
export function pidIn(executable: string, line: string): number {
  if (/^[1-9]\d*$/.test(line)) return Number(line);
  throw cannotStart({ executable }, (m) => m.errors.whyProgram.noProcessId(line.slice(0, 80)));
}

/** @param complaint what an interpreter printed before it ended by itself, in place of starting a program */
export function endedFirst(executable: string, code: number, complaint = ''): LockstepError {
  return cannotStart({ executable }, (m) => m.errors.whyProgram.endedFirst(code, complaint.trim()));
}

/**
 * A program can send signals to its parent; so can anybody.
 *
 * @param complaint what the parent printed on stderr itself, which no program of a run shares
 */
export function parentLost(program: string | undefined, complaint = ''): LockstepError {
  return new LockstepError('PARENT_LOST', (m) => m.errors.parentLost(program, complaint.trim()));
}
