import { existsSync, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { LockstepError } from '../errors.ts';
import type { Language } from '../observe/trace.ts';
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

/**
 * How to start a program.
 *
 * @throws LockstepError UNKNOWN_PROGRAM for what is no file, or neither Python nor Node
 */
export function commandFor(
  program: string,
  python: Python,
  { args = [], cwd = process.cwd(), input = 'closed' }: Given = {},
): Command {
  const given = { args: [resolve(program), ...args], cwd, input };
  const language = languageOf(program);
  return language === 'python'
    ? {
        executable: python.executable,
        ...given,
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
  if (!existsSync(file) || !statSync(file).isFile()) {
    throw new LockstepError('UNKNOWN_PROGRAM', {
      what: `There is no program ${program}.`,
      why: `No file at ${file}.`,
      next: 'Name a Python, TypeScript or JavaScript file, for example python-originals/03_threads.py',
    });
  }
  const language = LANGUAGES[extname(file)];
  if (language === undefined) {
    throw new LockstepError('UNKNOWN_PROGRAM', {
      what: `Cannot tell the language of ${program}.`,
      why: `Its name ends in “${extname(file)}”.`,
      next: `Name a file that ends in ${Object.keys(LANGUAGES).join(', ')}`,
    });
  }
  return language;
}
