import { accessSync, constants, statSync } from 'node:fs';
import { extname, resolve, sep } from 'node:path';
import { LockstepError, type Why } from '../errors.ts';
import type { Language } from '../trace/trace.ts';
import type { Given, Input } from './input.ts';
import type { Python } from './python.ts';

export interface Command {
  executable: string;
  args: string[];
  /** Its working folder. */
  cwd: string;
  input: Input;
  language: Language;
  /** For example `Node 26.10.0`. */
  runtime: string;
}

const LANGUAGES: Record<string, Language> = {
  '.py': 'python',
  '.ts': 'node',
  '.mts': 'node',
  '.cts': 'node',
  '.js': 'node',
  '.mjs': 'node',
  '.cjs': 'node',
};

const EXAMPLE = 'python-originals/03_threads.py';

/**
 * How to start a program.
 *
 * @throws LockstepError UNKNOWN_PROGRAM for what is not a file, or neither Python nor Node
 */
export function commandFor(
  program: string,
  python: Python,
  { args = [], cwd = process.cwd(), input = 'closed' }: Given = {},
): Command {
  const given = { args: [resolve(program), ...args], cwd, input };
  const language = languageOf(program);
  // Python leaves the program's name in sys.argv[0] as it was typed; Node makes it absolute.
  const isAsTyped = cwd === process.cwd() && !program.startsWith('-');
  return language === 'python'
    ? {
        executable: python.executable,
        ...given,
        ...(isAsTyped && { args: [program, ...args] }),
        language,
        runtime: `Python ${python.version}`,
      }
    : {
        executable: process.execPath,
        ...given,
        language,
        runtime: `Node ${process.versions.node}`,
      };
}

/** @throws LockstepError UNKNOWN_PROGRAM */
export function languageOf(program: string): Language {
  const file = resolve(program);
  const why = whyUnreadable(file);
  if (why !== undefined) {
    throw new LockstepError('UNKNOWN_PROGRAM', (m) =>
      why === 'missing'
        ? m.errors.noProgram(program, file, EXAMPLE)
        : m.errors.cannotRun(program, why(m), EXAMPLE),
    );
  }
  const language = LANGUAGES[extname(file)];
  if (language === undefined) {
    const known = Object.keys(LANGUAGES);
    throw new LockstepError('UNKNOWN_PROGRAM', (m) =>
      m.errors.unknownLanguage(program, extname(file), known),
    );
  }
  if (language === 'node' && sep === '/' && file.includes('\\')) {
    throw new LockstepError('UNKNOWN_PROGRAM', (m) => m.errors.backslash(program));
  }
  return language;
}

/** Undefined for a file that can be read. */
function whyUnreadable(file: string): Why | 'missing' | undefined {
  try {
    const status = statSync(file);
    if (status.isDirectory()) return (m) => m.errors.whyProgram.isDirectory();
    if (!status.isFile()) return (m) => m.errors.whyProgram.isNoFile();
    accessSync(file, constants.R_OK);
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
    return code === 'EACCES' ? (m) => m.errors.whyProgram.mayNotRead() : () => message;
  }
}
