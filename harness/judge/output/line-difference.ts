import { count } from '../../counted.ts';
import { type LineEvent, UNKNOWN_TASK } from '../../trace/trace.ts';
import { failureIn } from '../ending/failure.ts';
import type { Check } from '../subject.ts';
import { type Differing, extraMistake, lineMistake, missingMistake } from './line-mistake.ts';
import { excerpt, printing, time } from './line-text.ts';
import { pieceMistake } from './piece-mistake.ts';

/** What is wrong where lines are missing, or too many; and what to look at. */
export function difference(
  missing: readonly LineEvent[],
  extra: readonly LineEvent[],
  context: Differing,
): Pick<Check, 'sentence' | 'look'> {
  const [lacking, odd] = [missing[0], extra[0]];
  const lack =
    lacking &&
    `${count(missing.length, 'line')} of the original missing, first “${excerpt(lacking)}”`;
  const failure = failureIn(context.port);
  if (failure !== undefined && extra.some(({ text }) => text === failure.text)) {
    const rest = lack === undefined ? '' : `; ${lack}`;
    const who = failure.task === UNKNOWN_TASK ? '' : `${failure.task} `;
    return { sentence: `${who}fails with an uncaught error, “${failure.text}” (on stderr)${rest}` };
  }
  const pieces = pieceMistake(missing, extra);
  if (pieces !== undefined) return pieces;
  const empty = extra.filter(({ text }) => text === '').length;
  if (empty > 0) {
    const is = empty === 1 ? '1 empty line' : `${empty} empty lines`;
    return {
      sentence: `${is} that the original does not print: is a line ended twice?`,
      look: {
        sentence: 'line ends: print and console.log end their line themselves',
        find: { calls: ['line end'] },
      },
    };
  }
  const [expected, found] = clearestPair(missing, extra, context) ?? [lacking, odd];
  if (expected !== undefined && found !== undefined) {
    const { text } = lineMistake(expected, found, context);
    return {
      sentence: `prints “${excerpt(found)}” where the original prints “${excerpt(expected)}”${text}`,
      look: { sentence: 'what prints it', find: printing(found, expected) },
    };
  }
  if (lack !== undefined && lacking !== undefined) {
    return {
      sentence: `${lack}${missingMistake(missing, context)}`,
      look: {
        sentence: `what should print it, and what happens before that in ${lacking.task}`,
        find: printing(lacking),
      },
    };
  }
  const where = odd?.stream === 'stderr' ? ' (on stderr)' : '';
  return {
    sentence: `${count(extra.length, 'line')} that the original does not print, first “${odd && excerpt(odd)}”${where}${extraMistake(extra, context)}`,
    look: { sentence: 'what prints it, and when', find: printing(odd) },
  };
}

/** The first two lines of which it can be said how they differ, but for their numbers. */
function clearestPair(
  missing: readonly LineEvent[],
  extra: readonly LineEvent[],
  context: Differing,
): [LineEvent, LineEvent] | undefined {
  for (const expected of missing) {
    for (const found of extra) {
      if (lineMistake(expected, found, context).sure) return [expected, found];
    }
  }
  return undefined;
}

export function listing(missing: readonly LineEvent[], extra: readonly LineEvent[]): string[] {
  const most = 6;
  const row = (sign: string) => (line: LineEvent) =>
    `${sign} ${time(line)} ${line.task}: ${excerpt(line)}`;
  return [...missing.slice(0, most).map(row('-')), ...extra.slice(0, most).map(row('+'))];
}
