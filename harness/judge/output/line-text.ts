import type { MatchedLine } from '../../trace/match-lines.ts';
import type { LineEvent } from '../../trace/trace.ts';
import { beginning, visible } from '../../visible.ts';

/** As much of a line as a reader needs to find it. */
export function excerpt({ text }: Pick<LineEvent, 'text'>): string {
  const most = 120;
  return visible(text.length <= most ? text : `${beginning(text, most)}…`);
}

/** When a line came, in each of the programs. */
export const timed = ({ original, port }: Pick<MatchedLine, 'original' | 'port'>) => ({
  text: excerpt(port),
  original: original.time,
  port: port.time,
});

/** What these lines say; one that is very long is no literal of the source. */
export function textsOf(...lines: readonly (LineEvent | undefined)[]): string[] {
  const most = 1000;
  const texts = lines.flatMap((line) => line?.text ?? []);
  return texts.filter(({ length }) => length <= most);
}
