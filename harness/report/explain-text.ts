import { CHECKS } from '../judge/check-names.ts';
import type { Look } from './look.ts';
import { markdownText } from './markdown.ts';
import { wrap } from './wrap.ts';

/** All kinds of mistakes, by the check that finds them: a line each. */
export function mistakesText({ messages, styles, width }: Look): string {
  const { titles, explain } = messages;
  const widest = Math.max(
    ...CHECKS.flatMap((check) => Object.keys(titles[check]).map((id) => id.length)),
  );
  const blocks = CHECKS.map((check) => [
    styles.strong(explain.found[check]),
    ...Object.entries(titles[check]).flatMap(([id, title]) =>
      wrap(`  ${id.padEnd(widest)}  ${title}`, width, widest + 4),
    ),
  ]);
  return `${[...blocks.map((lines) => lines.join('\n')), explain.more].join('\n\n')}\n`;
}

/** The page of one kind of mistake. */
export const pageText = (markdown: string, look: Look) =>
  `${markdownText(markdown, look).join('\n')}\n`;
