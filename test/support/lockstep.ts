import { join } from 'node:path';
import { execa } from 'execa';

export const CHECKOUT = join(import.meta.dirname, '../..');
export const COMMAND = join(CHECKOUT, 'harness/cli/lockstep.js');

/** What the command printed, with the lines that were wrapped in one. */
export const unwrapped = (text: string) => text.replaceAll(/\n {4}(?=\S)/g, ' ');

/** Starts the command, as a script would: its output is no terminal. */
export function lockstep(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return execa(process.execPath, [COMMAND, ...args], {
    cwd: CHECKOUT,
    env: { FORCE_COLOR: undefined, ...env },
    reject: false,
    stdin: 'ignore',
  });
}
