import { tmpdir } from 'node:os';
import { type ErrorCode, LockstepError, type Why } from './errors.ts';
import type { FolderFlaw, Refusal } from './messages/error-text.ts';

type SystemError = Partial<NodeJS.ErrnoException>;

/** What the kernel may refuse. */
const REFUSALS: Record<Refusal, ErrorCode> = {
  EMFILE: 'TOO_FEW_RESOURCES',
  ENFILE: 'TOO_FEW_RESOURCES',
  EAGAIN: 'TOO_FEW_RESOURCES',
  ENOMEM: 'TOO_FEW_RESOURCES',
  ENOSPC: 'CANNOT_WRITE',
  EDQUOT: 'CANNOT_WRITE',
  EROFS: 'CANNOT_WRITE',
  EIO: 'CANNOT_WRITE',
};

const FLAWS: Record<FolderFlaw, true> = { ENOENT: true, ENOTDIR: true, EACCES: true, EPERM: true };

const isRefusal = (code: unknown): code is Refusal => Object.hasOwn(REFUSALS, String(code));
const isFlaw = (code: unknown): code is FolderFlaw => Object.hasOwn(FLAWS, String(code));

/** The error as the command tells it: any other error is one of Lockstep itself. */
export function told(error: unknown): LockstepError {
  if (error instanceof LockstepError) return error;
  const { code, syscall, path } = error instanceof Error ? (error as SystemError) : {};
  if (isRefusal(code)) {
    return new LockstepError(REFUSALS[code], (m) => m.errors.refused(code, syscall, path), error);
  }
  const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new LockstepError('HARNESS_FAILED', (m) => m.errors.harnessFailed(why), error);
}

/**
 * An error of the folder in which the harness keeps its files.
 *
 * @param cause of the file system, or of a program that makes files, which tells its own on stderr
 */
export function folderError(cause: unknown): LockstepError {
  const { code, message, stderr, syscall } = cause as SystemError & { stderr?: Buffer };
  if (code === 'ENOENT' && syscall?.startsWith('spawn')) {
    const tool = syscall.split(' ')[1] ?? syscall;
    return new LockstepError('TOO_FEW_RESOURCES', (m) => m.errors.toolMissing(tool), cause);
  }
  if (isRefusal(code) && REFUSALS[code] === 'TOO_FEW_RESOURCES') return told(cause);
  if (isFlaw(code)) return noFolder((m) => m.errors.whyEnvironment.folder(code), cause);
  if (isRefusal(code)) return noFolder((m) => m.errors.whyEnvironment.refusal(code), cause);
  const words = stderr?.toString().trim().split('\n')[0] || message;
  return noFolder(() => words ?? String(cause), cause);
}

/** @throws LockstepError in place of whatever the file system threw */
export function orFolderError<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw error instanceof LockstepError ? error : folderError(error);
  }
}

export function noFolder(why: Why, cause?: unknown): LockstepError {
  const folder = tmpdir();
  return new LockstepError('NO_FOLDER', (m) => m.errors.cannotUseFolder(folder, why(m)), cause);
}
