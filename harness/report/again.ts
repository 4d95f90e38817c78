import type { Trace } from '../trace/trace.ts';

/** What a shell takes as it is. */
const PLAIN = /^[\w./@%+=:,-]+$/;

/** A word for a POSIX shell. */
export const quoted = (word: string) =>
  PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** The command that runs a program once more as in this trace: by the same draws and choices. */
export function againText({ program, seed, draws, choices }: Trace): string {
  const schedule = choices.map(({ taken }) => taken).join(',');
  return [
    `again: lockstep run ${quoted(program)} --seed ${seed}`,
    ...(draws === undefined ? [] : [draws]),
    ...(schedule === '' ? [] : [`--replay ${schedule}`]),
  ].join(' ');
}
