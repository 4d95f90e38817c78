import cliTruncate from 'cli-truncate';
import stringWidth from 'fast-string-width';
import type { Place } from '../source/find.ts';
import { visible } from '../visible.ts';

/**
 * As much of the line as fits, around what is meant.
 *
 * @returns where the carets begin and how many there are, in cells
 */
export function sourceWindow({ source, column, length }: Place, width: number) {
  const end = Math.min(column - 1 + Math.max(1, length), source.length);
  const before = plain(source.slice(0, column - 1)).trimStart();
  const meant = plain(source.slice(column - 1, end));
  const after = plain(source.slice(end)).trimEnd();
  const total = stringWidth(before + meant + after);
  if (total <= width) {
    return { text: before + meant + after, from: stringWidth(before), carets: cells(meant) };
  }
  const middle = cliTruncate(meant, width - (before === '' ? 0 : 1) - (after === '' ? 0 : 1));
  const room = width - stringWidth(middle);
  // What follows says less than what goes before: it gets what that leaves, half at least.
  const left = stringWidth(before);
  const right = stringWidth(after);
  const forLeft = Math.min(left, Math.max(Math.ceil(room / 2), room - right));
  const start = cliTruncate(before, forLeft, { position: 'start' });
  return {
    text: start + middle + cliTruncate(after, room - stringWidth(start)),
    from: stringWidth(start),
    carets: cells(middle),
  };
}

const cells = (text: string) => Math.max(1, stringWidth(text));

/** A tab is two cells; nothing else moves the cursor. */
const plain = (text: string) => visible(text.replaceAll('\t', '  '));
