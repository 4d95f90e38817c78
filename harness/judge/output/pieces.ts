import type { LineEvent } from '../../trace/trace.ts';
import type { Beside } from './beside.ts';
import { excerpt } from './line-text.ts';

/**
 * The same text in other pieces: `held back` until others come; or `in pieces`, of which the first
 * come before the text that should come with them.
 */
export function otherPieces({ missing, extra }: Beside, how: 'held back' | 'in pieces') {
  const [expected, found] = [missing[0], extra[0]];
  const [few, many] = how === 'held back' ? [extra, missing] : [missing, extra];
  if (expected === undefined || found === undefined || few.length >= many.length) return undefined;
  if (onScreen(missing) !== onScreen(extra)) return undefined;
  const text = excerpt(few[0] as LineEvent);
  const evidence = { text, original: expected.time, port: found.time, pieces: many.length };
  return { evidence, lines: extra };
}

/** What a terminal shows of it in the end, of each stream by itself. */
const onScreen = (lines: readonly LineEvent[]) =>
  (['stdout', 'stderr'] as const)
    .map((name) =>
      lines
        .filter(({ stream }) => stream === name)
        .map(({ text, flaw }) => `${text}${flaw === 'no line end' ? '' : '\n'}`)
        .join(''),
    )
    .join('\0');
