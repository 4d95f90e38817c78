import { quoted } from '../report/again.ts';

/** The command with these words, as a shell takes it. */
export const commandLine = (words: readonly string[]) =>
  ['lockstep', ...words].map(quoted).join(' ');
