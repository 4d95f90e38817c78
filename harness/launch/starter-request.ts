import { devNull } from 'node:os';
import type { Command } from './command.ts';

/** Digits of the number of bytes of a request; starter.py has the same. */
const DIGITS = 8;

/**
 * A request to start a program, in bytes, as `read_request` of starter.py takes it apart.
 *
 * @param streams the files that the program prints to
 */
export function starterRequest(
  { executable, args, cwd, input, language }: Command,
  environment: NodeJS.ProcessEnv,
  streams: readonly string[],
): Buffer {
  const inherited = ''; // The starter has the harness's own.
  const file = typeof input === 'object' ? input.file : devNull;
  const body = Buffer.from(
    [
      language === 'python' ? 'python' : '',
      cwd,
      input === 'inherited' ? inherited : file,
      ...streams,
      1 + args.length,
      executable,
      ...args,
      ...Object.entries(environment).flatMap(([name, value]) =>
        value === undefined ? [] : `${name}=${value}`,
      ),
    ].join('\0'),
  );
  return Buffer.concat([Buffer.from(String(body.length).padStart(DIGITS, '0')), body]);
}
