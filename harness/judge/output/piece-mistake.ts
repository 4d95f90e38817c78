import { count } from '../../counted.ts';
import type { LineEvent } from '../../trace/trace.ts';
import type { Check } from '../subject.ts';
import { excerpt, printing, time } from './line-text.ts';

/**
 * The same text in other pieces: one that comes late, since it is held back until others come, or
 * early, before the text that should come with it.
 */
export function pieceMistake(
  missing: readonly LineEvent[],
  extra: readonly LineEvent[],
): Pick<Check, 'sentence' | 'look'> | undefined {
  const [expected, found] = [missing[0], extra[0]];
  if (expected === undefined || found === undefined || missing.length === extra.length) {
    return undefined;
  }
  if (shown(missing) !== shown(extra)) return undefined;
  const isHeldBack = extra.length < missing.length;
  const [parts, whole] = isHeldBack ? [missing, found] : [extra, expected];
  const [who, other] = isHeldBack ? ['the port', 'the original'] : ['the original', 'the port'];
  const pieces = `${count(parts.length, 'piece')}, the first at ${time(parts[0] as LineEvent)}`;
  const mistake = isHeldBack ? 'holds its output back' : 'prints a line in pieces';
  return {
    sentence: `${mistake}: ${who} prints “${excerpt(whole)}” at once, at ${time(whole)}; ${other} prints it in ${pieces}`,
    look: {
      sentence: isHeldBack
        ? 'what prints it: write each piece when it is due'
        : 'what prints it: write the line when all of it is there',
      find: printing(found, ...extra.slice(1)),
    },
  };
}

/** What a terminal shows of it in the end, of each stream by itself. */
const shown = (lines: readonly LineEvent[]) =>
  (['stdout', 'stderr'] as const)
    .map((name) =>
      lines
        .filter(({ stream }) => stream === name)
        .map(({ text, flaw }) => `${text}${flaw === 'no line end' ? '' : '\n'}`)
        .join(''),
    )
    .join('\0');
