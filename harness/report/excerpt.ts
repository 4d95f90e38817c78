import { relative } from 'node:path';
import cliTruncate from 'cli-truncate';
import stringWidth from 'fast-string-width';
import type { Place } from '../source/find.ts';
import { visible } from '../visible.ts';
import type { Look } from './look.ts';
import { wrap } from './wrap.ts';

const INDENT = ' '.repeat(4);
const GAP = ' '.repeat(3);

/** Cells of a line that the source has at least beside the name of its file; else it goes below. */
const LEAST_SOURCE = 48;

/** `my-port.ts:19`, beside the folder where the command runs. */
export const placeName = ({ file, line }: Pick<Place, 'file' | 'line'>) =>
  visible(`${relative('', file)}:${line}`);

/**
 * A line of the source with carets below what is meant, and a label that explains it:
 *
 *     my-port.ts:19   await p1.join();
 *                     ^^^^^^^^^^^^^^^^ main waits here
 *
 * @param nameWidth of the longest of several names, so that what follows them is aligned
 */
export function excerpt(
  place: Place,
  label: string,
  { styles, width }: Look,
  nameWidth = 0,
): string[] {
  const name = INDENT + placeName(place).padEnd(nameWidth);
  const beside = stringWidth(name + GAP);
  const isBeside = width - beside >= Math.min(LEAST_SOURCE, stringWidth(place.source.trim()));
  const margin = isBeside ? beside : INDENT.length * 2;
  const { text, from, carets } = window(place, width - margin);
  const source = isBeside
    ? [name + GAP + text]
    : [below(name.trimEnd(), width), ' '.repeat(margin) + text];
  const marks = ' '.repeat(margin + from) + '^'.repeat(carets);
  return [...source, ...labelled(marks, label, { width, margin }).map((line) => styles.bad(line))];
}

/** Of a name that is longer than a line, its end. */
const below = (name: string, width: number) =>
  INDENT + cliTruncate(name.slice(INDENT.length), width - INDENT.length, { position: 'start' });

/** The source of a place as it is, with its name, where nothing is to be marked. */
export function bareLine(place: Place, { width, styles }: Look): string {
  const head = INDENT + placeName(place) + GAP;
  return styles.faint(cliTruncate(head + plain(place.source).trim(), width));
}

function labelled(
  marks: string,
  label: string,
  { width, margin }: { width: number; margin: number },
): string[] {
  if (label === '') return [marks];
  if (stringWidth(`${marks} ${label}`) <= width) return [`${marks} ${label}`];
  return [marks, ...wrap(label, width - margin).map((line) => ' '.repeat(margin) + line)];
}

/**
 * As much of the line as fits, around what is meant.
 *
 * @returns where the carets begin and how many there are, in cells
 */
function window({ source, column, length }: Place, width: number) {
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
