import { LockstepError } from '../errors.ts';
import { beginning } from '../visible.ts';
import { type Answer, askPython } from './ask-python.ts';

export interface Python {
  /** The interpreter itself, not a shell script that looks for it: pyenv's costs 100 ms a run. */
  executable: string;
  /** For example `3.11.7`. */
  version: string;
}

export const OLDEST_PYTHON = [3, 8] as const;

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
  const hanging: string[] = [];
  const answers = candidates.map(() => Promise.withResolvers<Answer>());
  const asked = new Set<string>();
  const ask = (index: number) => {
    const [candidate, answer] = [candidates[index], answers[index]];
    if (candidate === undefined || answer === undefined || asked.has(candidate)) return;
    asked.add(candidate);
    // Through pyenv a question costs as much CPU time as a short run: the next is asked if need be.
    askPython(candidate, environment, [], () => ask(index + 1)).then(answer.resolve, answer.reject);
  };
  // One that nobody waits for any more may fail.
  for (const { promise } of answers) promise.catch(() => {});
  for (const [index, candidate] of candidates.entries()) {
    ask(index);
    const answer = await answers[index]?.promise;
    if (answer === 'hangs') hanging.push(candidate);
    if (typeof answer !== 'object') continue;
    const { executable, version } = answer;
    if (isNewEnough(version)) {
      // A wrapper may print; the interpreter behind it runs the programs.
      if (answer.noise !== '') await throwIfNoisy(executable, environment);
      return { executable, version };
    }
    tooOld.push(`${candidate} is Python ${version}`);
  }
  const next = `Install Python ${OLDEST_PYTHON.join('.')} or later (${installAdvice(platform)}), or name an interpreter: LOCKSTEP_PYTHON=/path/to/python3`;
  if (tooOld.length > 0) {
    throw new LockstepError('PYTHON_TOO_OLD', {
      what: `The Python found here is too old: ${tooOld.join(', ')}.`,
      why: `The originals need Python ${OLDEST_PYTHON.join('.')} or later.`,
      next,
    });
  }
  const [hangs] = hanging;
  if (hangs !== undefined) {
    throw new LockstepError('PYTHON_NOT_FOUND', {
      what: `No Python found: ${hangs} does not answer.`,
      why: 'It was asked for its version, and neither answered nor ended.',
      next: `Find out what it waits for (\`${hangs} --version\`), or name an interpreter: LOCKSTEP_PYTHON=/path/to/python3`,
    });
  }
  throw new LockstepError('PYTHON_NOT_FOUND', {
    what: `No Python found: looked for ${candidates.join(', ')}${named ? ' (named by LOCKSTEP_PYTHON)' : ' on the PATH'}.`,
    why: 'The originals are Python programs.',
    next,
  });
}

/** @throws LockstepError PYTHON_PRINTS */
async function throwIfNoisy(executable: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const answer = await askPython(executable, environment);
  if (typeof answer !== 'object' || answer.noise === '') return;
  throw new LockstepError('PYTHON_PRINTS', {
    what: `${executable} prints before or after every program: “${beginning(answer.noise, 80)}”.`,
    why: 'It would look as if the originals printed that. A sitecustomize or a .pth file does it.',
    next: 'Take it out (look at PYTHONPATH), or name an interpreter: LOCKSTEP_PYTHON=/path/to/python3',
  });
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST_PYTHON[0] || (major === OLDEST_PYTHON[0] && minor >= OLDEST_PYTHON[1]);
}

function installAdvice(platform: NodeJS.Platform): string {
  return platform === 'darwin' || platform === 'win32' ? INSTALL[platform] : INSTALL.linux;
}
