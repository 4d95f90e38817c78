import stringWidth from 'fast-string-width';
import type { Row } from '../judge/subject.ts';

/** So wide is a column at most, in cells of a terminal. */
const WIDEST = 58;
const HEADS = { original: 'original', port: 'port' };

/** Two columns, as `diff -y` has them: `|` stands between what differs, `<` and `>` at what is alone. */
export function columns(rows: readonly Row[]): string[] {
  const all: Row[] = [{ ...HEADS, same: true }, ...rows];
  const left = all.map(({ original = '' }) => cut(String(original)));
  const width = Math.max(...left.map((text) => stringWidth(text)));
  return all.map((row, index) => {
    const text = left[index] as string;
    const padded = text + ' '.repeat(width - stringWidth(text));
    return `${padded} ${sign(row)} ${cut(String(row.port ?? ''))}`.trimEnd();
  });
}

function sign({ original, port, same }: Row): string {
  if (same) return ' ';
  if (port === undefined) return '<';
  return original === undefined ? '>' : '|';
}

function cut(text: string): string {
  if (stringWidth(text) <= WIDEST) return text;
  let short = '';
  for (const character of text) {
    if (stringWidth(short + character) >= WIDEST) break;
    short += character;
  }
  return `${short}…`;
}
