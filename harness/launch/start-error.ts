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
 * The process id that an interpreter prints; what is not an interpreter prints something else.
 *
 * @throws LockstepError CANNOT_START
 */
export function pidIn(executable: string, line: string): number {
  if (/^[1-9]\d*$/.test(line)) return Number(line);
  throw cannotStart({ executable }, (m) => m.errors.whyProgram.noProcessId(line.slice(0, 80)));
}

/** @param complaint what an interpreter printed before it ended without starting a program */
export function endedFirst(executable: string, code: number, complaint = ''): LockstepError {
  return cannotStart({ executable }, (m) => m.errors.whyProgram.endedFirst(code, complaint.trim()));
}

/**
 * A program, or anybody else, can send signals to the program's parent.
 *
 * @param complaint what the parent printed on its own stderr, which programs do not share
 */
export function parentLost(program: string | undefined, complaint = ''): LockstepError {
  return new LockstepError('PARENT_LOST', (m) => m.errors.parentLost(program, complaint.trim()));
}
