import type { LineEvent } from '../../trace/trace.ts';
import { beginning, visible } from '../../visible.ts';
import type { Find } from '../subject.ts';
import type { MatchedLine } from './match-lines.ts';

/** As much of a line as a reader needs to find it. */
export function excerpt({ text }: LineEvent): string {
  const most = 120;
  return visible(text.length <= most ? text : `${beginning(text, most)}…`);
}

export const time = ({ time }: LineEvent) => `${time.toFixed(2)} s`;

/** When a line came, in each of the programs. */
export function times({ original, port }: Omit<MatchedLine, 'place'>): string {
  return `${time(original)} in the original, ${time(port)} in the port: ${excerpt(port)}`;
}

/** To find in the source what prints these lines; one that is very long is no literal. */
export function printing(...lines: readonly (LineEvent | undefined)[]): Find {
  const most = 1000;
  const texts = lines.flatMap((line) => line?.text ?? []);
  return { printing: texts.filter(({ length }) => length <= most) };
}
