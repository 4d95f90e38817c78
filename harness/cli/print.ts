import { fstatSync, type Stats, statfsSync, writeFileSync, writeSync } from 'node:fs';
import { LockstepError, type Why } from '../errors.ts';
import { visibleLines } from '../visible.ts';

type Stream = NodeJS.WriteStream & { fd: 1 | 2 };

const ESCAPE = '\x1B';
/** The colours of style.ts, which alone may pass. */
const COLOURS = new RegExp(`(${ESCAPE}\\[(?:0|1|2|22|31|32|39)m)`);

/**
 * Write to one of the command's own streams: all that it prints goes through here. Whatever was
 * overlooked before, no control character passes but line feeds and the harness's own colours.
 *
 * @throws LockstepError CANNOT_WRITE, but not for a reader that has seen enough (`… | head`)
 */
export async function print(text: string, stream: Stream = process.stdout): Promise<void> {
  const parts = text.split(COLOURS);
  const safe = parts.map((part, index) => (index % 2 === 0 ? visibleLines(part) : part));
  await printRaw(safe.join(''), stream);
}

/** As `print`, but all that a program printed stays as it is: for who asked for that. */
export async function printRaw(text: string, stream: Stream = process.stdout): Promise<void> {
  if (text === '') return;
  const failure = await new Promise<Error | null | undefined>((resolve) => {
    stream.write(text, resolve);
  });
  if (failure) ignoreClosed(failure);
}

/** @throws LockstepError CANNOT_WRITE where it was not the reader that closed the stream */
export function ignoreClosed(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') return;
  throw cannotPrint(error);
}

function cannotPrint(error: NodeJS.ErrnoException): LockstepError {
  const why: Why = (m) => (error.code === 'ENOSPC' ? m.errors.whyUsage.isFull() : error.message);
  return new LockstepError('CANNOT_WRITE', (m) => m.errors.cannotPrint(why(m)), error);
}

/**
 * Make sure, before anything runs, that what is to be told can be written.
 *
 * @throws LockstepError CANNOT_WRITE for a full disk or device
 */
export function requireSpace({ fd }: Pick<Stream, 'fd'> = process.stdout): void {
  const state = stateOf(fd);
  if (state === undefined || !(state.isFile() || state.isCharacterDevice())) return;
  try {
    // Nothing is written: but /dev/full refuses that, too.
    writeSync(fd, '');
    if (state.isFile() && process.platform === 'linux' && !hasSpace(`/proc/self/fd/${fd}`)) {
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw cannotPrint(error as Error);
  }
}

function hasSpace(file: string): boolean {
  const { blocks, bavail } = statfsSync(file);
  return blocks === 0 || bavail > 0; // Some file systems do not count.
}

/**
 * Have a stream that is a file take each text whole, or fail: Node's own writes to a file once, and
 * does not look how much of it a disk that is nearly full has taken.
 */
export function writeWhole(stream: Stream): void {
  if (!stateOf(stream.fd)?.isFile()) return;
  stream.write = (text: string | Uint8Array, ...rest: unknown[]) => {
    const done = rest.at(-1);
    const tell = (error?: Error) => typeof done === 'function' && process.nextTick(done, error);
    try {
      writeFileSync(stream.fd, text);
      tell();
    } catch (error) {
      tell(error as Error);
    }
    return true;
  };
}

function stateOf(descriptor: number): Stats | undefined {
  try {
    return fstatSync(descriptor);
  } catch {
    return undefined; // It is closed.
  }
}
