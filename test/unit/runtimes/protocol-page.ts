import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const RUNTIMES = join(import.meta.dirname, '..', '..', '..', 'runtimes');

const page = readFileSync(join(RUNTIMES, 'protocol.md'), 'utf8');

/** The cells of every row of the table that has this head, without the rows that group others. */
export function table(...head: string[]): string[][] {
  const rows = page.split('\n');
  const first = rows.indexOf(`| ${head.join(' | ')} |`);
  if (first === -1) throw new Error(`protocol.md has no table ${head.join(', ')}`);
  const end = rows.findIndex((row, index) => index > first && !row.startsWith('|'));
  return rows
    .slice(first + 2, end)
    .map((row) =>
      row
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
    .filter(([name = '']) => !name.startsWith('**'));
}

/** The line that begins with these words. */
export const lineOf = (words: string) => page.split('\n').find((line) => line.startsWith(words));

/** What a cell or line has between backticks. */
export const codeIn = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '');
