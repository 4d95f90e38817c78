import cliTruncate from 'cli-truncate';
import stringWidth from 'fast-string-width';

/** A row of a comparison, in words of one language. */
export interface Cells {
  original?: string;
  port?: string;
  same: boolean;
}

/** What stands between two columns. */
const SIGN = ' | ';

/**
 * Two columns, as `diff -y` has them: `|` stands between what differs, `<` and `>` at what is alone.
 *
 * @param width cells of both together, and what is between
 */
export function columns(
  rows: readonly Cells[],
  { heads, width }: { heads: { original: string; port: string }; width: number },
): string[] {
  const most = Math.floor((width - SIGN.length) / 2);
  const cut = (text: string) => cliTruncate(text, most);
  const all: Cells[] = [{ ...heads, same: true }, ...rows];
  const left = all.map(({ original = '' }) => cut(original));
  const widest = Math.max(...left.map((text) => stringWidth(text)));
  return all.map((row, index) => {
    const text = left[index] as string;
    const padded = text + ' '.repeat(widest - stringWidth(text));
    return `${padded} ${sign(row)} ${cut(row.port ?? '')}`.trimEnd();
  });
}

function sign({ original, port, same }: Cells): string {
  if (same) return ' ';
  if (port === undefined) return '<';
  return original === undefined ? '>' : '|';
}
