import { tmpdir } from 'node:os';
import { type ErrorCode, LockstepError } from './errors.ts';

type SystemError = Partial<NodeJS.ErrnoException>;

/** What the kernel refused, why in words, and what to do next. */
const REFUSALS: Record<string, { code: ErrorCode; why: string; next: string }> = {
  EMFILE: {
    code: 'TOO_FEW_RESOURCES',
    why: 'This session may not open more files at once (EMFILE).',
    next: 'Raise the limit, then run it again: ulimit -n 4096',
  },
  ENFILE: {
    code: 'TOO_FEW_RESOURCES',
    why: 'This machine may not open more files at once (ENFILE).',
    next: 'End other programs, or raise fs.file-max',
  },
  EAGAIN: {
    code: 'TOO_FEW_RESOURCES',
    why: 'No more processes or threads may be started (EAGAIN).',
    next: 'End other programs or raise the limit (ulimit -u; in a container its pids limit)',
  },
  ENOMEM: {
    code: 'TOO_FEW_RESOURCES',
    why: 'There is not enough memory (ENOMEM).',
    next: 'End other programs, then run it again',
  },
  ENOSPC: { code: 'CANNOT_WRITE', why: 'The disk is full (ENOSPC).', next: 'Free some space' },
  EDQUOT: { code: 'CANNOT_WRITE', why: 'The disk quota is used up.', next: 'Free some space' },
  EROFS: {
    code: 'CANNOT_WRITE',
    why: 'The file system is read-only (EROFS).',
    next: 'Use a folder that can be written',
  },
  EIO: { code: 'CANNOT_WRITE', why: 'The device failed (EIO).', next: 'Use another device' },
};

/** What is wrong with a folder, in words. */
const FLAWS: Record<string, string> = {
  ENOENT: 'There is no such folder (ENOENT).',
  ENOTDIR: 'It is not a folder (ENOTDIR).',
  EACCES: 'You may not write to it (EACCES).',
  EPERM: 'You may not write to it (EPERM).',
};

const isRefusal = (error: unknown): error is SystemError & { code: string } =>
  error instanceof Error && Object.hasOwn(REFUSALS, String((error as SystemError).code));

/** The error as the command tells it: what is no error of usage or the environment is its own. */
export function told(error: unknown): LockstepError {
  if (error instanceof LockstepError) return error;
  if (isRefusal(error)) {
    const { code, why, next } = REFUSALS[error.code] as (typeof REFUSALS)[string];
    const { syscall = 'go on', path } = error;
    const what = `Lockstep could not ${syscall}${path === undefined ? '' : ` ${path}`}.`;
    return new LockstepError(code, { what, why, next }, error);
  }
  const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new LockstepError(
    'HARNESS_FAILED',
    {
      what: 'Lockstep itself failed; this says nothing about the programs.',
      why,
      next: 'Run it again with LOCKSTEP_DEBUG=1 and report what it prints, with the command.',
    },
    error,
  );
}

/**
 * An error of the folder in which the harness keeps its files.
 *
 * @param cause of the file system, or of a program that makes files, which tells its own on stderr
 */
export function folderError(cause: unknown): LockstepError {
  const { code = '', message, stderr } = cause as SystemError & { stderr?: Buffer };
  const refusal = REFUSALS[code];
  const { syscall } = cause as SystemError;
  if (code === 'ENOENT' && syscall?.startsWith('spawn')) {
    return new LockstepError(
      'TOO_FEW_RESOURCES',
      {
        what: `The program ${syscall.split(' ')[1]} was not found.`,
        why: 'Lockstep starts it to make the files by which it speaks to programs.',
        next: 'Look whether PATH names the folders of the system, as in PATH=/usr/bin:/bin',
      },
      cause,
    );
  }
  if (refusal?.code === 'TOO_FEW_RESOURCES') return told(cause);
  const words = stderr?.toString().trim().split('\n')[0] || message;
  return noFolder(FLAWS[code] ?? refusal?.why ?? words ?? String(cause), cause);
}

/** @throws LockstepError in place of whatever the file system threw */
export function orFolderError<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw error instanceof LockstepError ? error : folderError(error);
  }
}

export function noFolder(why: string, cause?: unknown): LockstepError {
  return new LockstepError(
    'NO_FOLDER',
    {
      what: `Cannot write to the temporary folder ${tmpdir()}.`,
      why,
      next: 'Free some space there, or name another folder: TMPDIR=/path/to/folder',
    },
    cause,
  );
}
