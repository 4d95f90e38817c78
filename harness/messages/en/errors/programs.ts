import type { ErrorText, GivenPath } from '../../error-text.ts';
import { or, quote } from '../words.ts';

const GIVEN: Record<GivenPath, string> = {
  'standard input': 'file for standard input',
  'working folder': 'working folder',
};

/** Programs that cannot be run as they were named. */
export const programs = {
  noProgram: (program: string, file: string, example: string): ErrorText => ({
    what: `There is no program ${program}.`,
    why: `There is no file ${file}.`,
    next: `Name a Python, TypeScript or JavaScript file, for example ${example}`,
  }),
  cannotRun: (program: string, why: string, example: string): ErrorText => ({
    what: `Cannot run ${program}.`,
    why,
    next: `Name a Python, TypeScript or JavaScript file, for example ${example}`,
  }),
  unknownLanguage: (program: string, end: string, known: readonly string[]): ErrorText => ({
    what: `Cannot tell the language of ${program}.`,
    why: `Its name ends in ${quote(end)}.`,
    next: `Name a file that ends in ${or(known)}`,
  }),
  backslash: (program: string): ErrorText => ({
    what: `Cannot run ${program}.`,
    why: 'Node cannot load a module whose path contains a backslash.',
    next: 'Rename the file or its folder.',
  }),
  badInput: (given: GivenPath, path: string, why: string): ErrorText => ({
    what: `Cannot use ${path} as ${GIVEN[given]}.`,
    why,
    next: 'Check the name: it is relative to the folder that you are in.',
  }),
  cannotStart: (executable: string, why: string): ErrorText => ({
    what: `Could not start ${executable}.`,
    why,
    next: 'Check that it exists and that you may run it.',
  }),
  /** @param complaint what that process printed itself; empty for nothing */
  parentLost: (program: string | undefined, complaint: string): ErrorText => ({
    what: `The process that started ${program ?? 'a program'} was killed or stopped while the program ran.`,
    why:
      complaint ||
      'Something outside sent it a signal, or the program did (process.ppid, os.getppid()).',
    next: 'Run it again. If this happens again, look for what in the program signals its parent.',
  }),

  /** Why it cannot be run. */
  whyProgram: {
    isDirectory: () => 'It is a folder.',
    isNoFile: () => 'It is not a regular file.',
    mayNotRead: () => 'You may not read it (EACCES).',
    noSuchFolder: () => 'There is no such folder.',
    noProcessId: (printed: string) => `It printed ${quote(printed)} instead of a process id.`,
    /** @param complaint what it printed; empty for nothing */
    endedFirst: (code: number, complaint: string) =>
      complaint === ''
        ? `It ended by itself with exit code ${code}.`
        : `It ended by itself with exit code ${code}: ${complaint}.`,
  },
};
