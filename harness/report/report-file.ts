import {
  accessSync,
  closeSync,
  constants,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { LockstepError, type Why } from '../errors.ts';

/** A file for a report. */
export interface ReportFile {
  /**
   * All at once: whoever looks sees the old file or the whole new one.
   *
   * @throws LockstepError BAD_REPORT_FILE
   */
  write: (text: string) => void;
}

/**
 * Make sure, before anything long is begun, that a report can be written here.
 *
 * @throws LockstepError BAD_REPORT_FILE where it cannot
 */
export function openReportFile(path: string): ReportFile {
  return or(path, () => {
    const status = statSync(path, { throwIfNoEntry: false });
    if (status?.isDirectory()) throw cannotWrite(path, (m) => m.errors.whyUsage.isFolder());
    if (status !== undefined) accessSync(path, constants.W_OK);
    // A pipe or a device, as in --junit /dev/stdout: nothing may take its place.
    if (status?.isFile() === false) {
      if (status.isCharacterDevice()) writeNothing(path);
      return { write: (text) => or(path, () => writeFileSync(path, text)) };
    }
    // What a link points to is written, and the link stays.
    const target = status === undefined ? path : realpathSync(path);
    // Beside it, so that it can be renamed; hidden, so that no pattern for reports takes it.
    const draft = join(dirname(target), `.lockstep-report-${process.pid}`);
    try {
      writeFileSync(draft, ' '.repeat(SHORTEST));
    } finally {
      rmSync(draft, { force: true });
    }
    return { write: (text) => or(path, () => replace(target, draft, text)) };
  });
}

/** A report is longer, in bytes: on a disk without so much room there is none for it. */
const SHORTEST = 1024;

/** A device that is full refuses that, too. */
function writeNothing(path: string): void {
  const descriptor = openSync(path, 'a');
  try {
    writeSync(descriptor, '');
  } finally {
    closeSync(descriptor);
  }
}

function replace(target: string, draft: string, text: string): void {
  try {
    writeFileSync(draft, text);
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function or<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw error instanceof LockstepError
      ? error
      : cannotWrite(path, () => (error as Error).message, error);
  }
}

function cannotWrite(path: string, why: Why, cause?: unknown): LockstepError {
  return new LockstepError(
    'BAD_REPORT_FILE',
    (m) => m.errors.cannotWriteReport(path, why(m)),
    cause,
  );
}
