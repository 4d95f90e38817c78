import { relative } from 'node:path';
import cliTruncate from 'cli-truncate';
import stringWidth from 'fast-string-width';
import type { Place } from '../source/find.ts';
import { visible } from '../visible.ts';
import type { Look } from './look.ts';
import { sourceWindow } from './source-window.ts';
import { wrap } from './wrap.ts';

const INDENT = ' '.repeat(4);
const GAP = ' '.repeat(3);

/** `my-port.ts:19`, beside the folder where the command runs. */
export const placeName = ({ file, line }: Pick<Place, 'file' | 'line'>) =>
  visible(`${relative('', file)}:${line}`);

/**
 * Lines of the source with carets below what is meant, and a label that explains the first one:
 *
 *     my-port.ts:19   await p1.join();
 *                     ^^^^^^^^^^^^^^^^ main waits here
 *
 * Where the name of the file is long, the source is below it.
 */
export function excerpts(places: readonly Place[], label: string, look: Look): string[] {
  const nameWidth = Math.max(...places.map((place) => stringWidth(placeName(place))));
  const beside = INDENT.length + nameWidth + GAP.length;
  const labels = places.map((_, index) => (index === 0 ? label : ''));
  const isShort = 3 * beside <= look.width;
  const isBeside =
    isShort ||
    places.every((place, index) => fits(place, labels[index] ?? '', look.width - beside));
  return places.flatMap((place, index) => {
    const name = placeName(place);
    const head = isBeside
      ? INDENT + name + ' '.repeat(nameWidth - stringWidth(name)) + GAP
      : INDENT.repeat(2);
    return [
      ...(isBeside ? [] : [ending(name, look.width)]),
      ...marked(place, labels[index] ?? '', head, look),
    ];
  });
}

/** The source of a place with its name, where nothing is to be marked. */
export function bareLine(place: Place, { width, styles }: Look): string {
  const source = visible(place.source.trim().replaceAll('\t', '  '));
  return styles.faint(cliTruncate(INDENT + placeName(place) + GAP + source, width));
}

/** Whether a line of the source, and its label beside the carets, have room. */
function fits(place: Place, label: string, width: number): boolean {
  const { text, from, carets } = sourceWindow(place, Number.POSITIVE_INFINITY);
  return Math.max(stringWidth(text), from + carets + 1 + stringWidth(label)) <= width;
}

function marked(place: Place, label: string, head: string, { styles, width }: Look): string[] {
  const margin = stringWidth(head);
  const { text, from, carets } = sourceWindow(place, width - margin);
  const marks = ' '.repeat(margin + from) + '^'.repeat(carets);
  const labelled =
    stringWidth(`${marks} ${label}`) <= width
      ? [`${marks} ${label}`.trimEnd()]
      : [marks, ...wrap(label, width - margin).map((line) => ' '.repeat(margin) + line)];
  return [head + text, ...labelled.map((line) => styles.bad(line))];
}

/** Of a name that is longer than a line, its end. */
const ending = (name: string, width: number) =>
  INDENT + cliTruncate(name, width - INDENT.length, { position: 'start' });
