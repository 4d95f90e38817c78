import { LockstepError } from '../errors.ts';
import type { Command } from './command.ts';

export function cannotStart(
  { executable }: Pick<Command, 'executable'>,
  why: string,
  cause?: unknown,
): LockstepError {
  return new LockstepError(
    'CANNOT_START',
    {
      what: `Could not start ${executable}.`,
      why,
      next: 'Look whether it is there and may be run.',
    },
    cause,
  );
}

/**
 * The process's id that an interpreter tells; it may be none, and print something else.
 *
 * @throws LockstepError CANNOT_START
 */
export function pidIn(executable: string, line: string): number {
  if (/^[1-9]\d*$/.test(line)) return Number(line);
  throw cannotStart({ executable }, `It printed “${line.slice(0, 80)}” where an id was expected.`);
}

/** @param complaint what an interpreter printed before it ended by itself, in place of starting a program */
export function endedFirst(executable: string, code: number, complaint = ''): LockstepError {
  const why = [`It ended by itself with exit code ${code}`, complaint.trim()].filter(Boolean);
  return cannotStart({ executable }, `${why.join(': ')}.`);
}

/**
 * A program can send signals to its parent; so can anybody.
 *
 * @param complaint what the parent printed on stderr itself, which no program of a run shares
 */
export function parentLost(program: string, complaint = ''): LockstepError {
  return new LockstepError('PARENT_LOST', {
    what: `The process that started ${program} was killed or stopped while the program ran.`,
    why:
      complaint.trim() ||
      'Something outside sent it a signal, or the program did (process.ppid, os.getppid()).',
    next: 'Run it again; if this happens again, look for what in the program signals its parent.',
  });
}
