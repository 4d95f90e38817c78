import { execa } from 'execa';
import { LockstepError } from '../errors.ts';

export interface Python {
  /** The interpreter itself, not a shell script that looks for it: pyenv's costs 100 ms a run. */
  executable: string;
  /** For example `3.11.7`. */
  version: string;
}

export const OLDEST_PYTHON = [3, 8] as const;

/** An interpreter that takes longer than this to say its version is not one, in milliseconds. */
const ANSWER_LIMIT = 20_000;

const QUESTION = 'import sys; print(sys.executable); print("%d.%d.%d" % sys.version_info[:3])';

const INSTALL = {
  linux: '`sudo apt install python3`, or your distribution’s like',
  darwin: '`brew install python3`, or the installer of python.org',
  win32: '`winget install Python.Python.3.13`, or the installer of python.org',
} as const;

/**
 * Find the Python that runs the originals: the one that LOCKSTEP_PYTHON names, else the first
 * of the usual names on the PATH that is new enough.
 *
 * @throws LockstepError PYTHON_NOT_FOUND or PYTHON_TOO_OLD
 */
export async function findPython(
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): Promise<Python> {
  const named = environment.LOCKSTEP_PYTHON;
  const candidates =
    named !== undefined && named !== ''
      ? [named]
      : platform === 'win32'
        ? ['python', 'py', 'python3']
        : ['python3', 'python'];
  const tooOld: string[] = [];
  for (const candidate of candidates) {
    const python = await ask(candidate, environment);
    if (python === undefined) continue;
    if (isNewEnough(python.version)) return python;
    tooOld.push(`${candidate} is Python ${python.version}`);
  }
  const next = `Install Python ${OLDEST_PYTHON.join('.')} or later (${installAdvice(platform)}), or name an interpreter: LOCKSTEP_PYTHON=/path/to/python3`;
  if (tooOld.length > 0) {
    throw new LockstepError('PYTHON_TOO_OLD', {
      what: `The Python found here is too old: ${tooOld.join(', ')}.`,
      why: `The originals need Python ${OLDEST_PYTHON.join('.')} or later.`,
      next,
    });
  }
  throw new LockstepError('PYTHON_NOT_FOUND', {
    what: `No Python found: looked for ${candidates.join(', ')}${named ? ' (named by LOCKSTEP_PYTHON)' : ' on the PATH'}.`,
    why: 'The originals are Python programs.',
    next,
  });
}

async function ask(command: string, environment: NodeJS.ProcessEnv): Promise<Python | undefined> {
  const result = await execa(command, ['-c', QUESTION], {
    env: environment,
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    timeout: ANSWER_LIMIT,
  });
  const [executable, version] = result.stdout?.split(/\r?\n/) ?? [];
  return !result.failed && executable && version ? { executable, version } : undefined;
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST_PYTHON[0] || (major === OLDEST_PYTHON[0] && minor >= OLDEST_PYTHON[1]);
}

function installAdvice(platform: NodeJS.Platform): string {
  return platform === 'darwin' || platform === 'win32' ? INSTALL[platform] : INSTALL.linux;
}
