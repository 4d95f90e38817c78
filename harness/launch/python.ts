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
  const tooOld: { name: string; version: string }[] = [];
  const hanging: string[] = [];
  const answers = candidates.map(() => Promise.withResolvers<Answer>());
  const asked = new Set<string>();
  const ask = (index: number) => {
    const [candidate, answer] = [candidates[index], answers[index]];
    if (candidate === undefined || answer === undefined || asked.has(candidate)) return;
    asked.add(candidate);
    // A question through pyenv costs as much CPU time as a short run: ask the next only if needed.
    askPython(candidate, environment, [], () => ask(index + 1)).then(answer.resolve, answer.reject);
  };
  // An answer that is not waited for any more may fail.
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
    tooOld.push({ name: candidate, version });
  }
  const oldest = OLDEST_PYTHON.join('.');
  if (tooOld.length > 0) {
    throw new LockstepError('PYTHON_TOO_OLD', (m) => m.errors.oldPython(tooOld, oldest, platform));
  }
  const [hangs] = hanging;
  if (hangs !== undefined) {
    throw new LockstepError('PYTHON_NOT_FOUND', (m) => m.errors.hangingPython(hangs));
  }
  throw new LockstepError('PYTHON_NOT_FOUND', (m) =>
    m.errors.noPython(candidates, Boolean(named), oldest, platform),
  );
}

/** @throws LockstepError PYTHON_PRINTS */
async function throwIfNoisy(executable: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const answer = await askPython(executable, environment);
  if (typeof answer !== 'object' || answer.noise === '') return;
  const noise = beginning(answer.noise, 80);
  throw new LockstepError('PYTHON_PRINTS', (m) => m.errors.pythonPrints(executable, noise));
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST_PYTHON[0] || (major === OLDEST_PYTHON[0] && minor >= OLDEST_PYTHON[1]);
}
