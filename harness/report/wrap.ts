import stringWidth from 'fast-string-width';

const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });

/** What cannot begin a line, and what cannot end one: a number has a word after it. */
const CLOSES = /^[\p{Pe}\p{Pf}\p{Po}\p{Zs}]/u;
const OPENS = /[\p{Ps}\p{Pi}\p{Nd}]$/u;

/** A number and its unit. */
const QUANTITY = /(\d) (?=m?s\b|毫?秒)/g;
const BOUND = '\u00A0';

/**
 * Lines of at most `width` cells. They end at spaces and, in Chinese, between words; only what is
 * longer than a line is broken elsewhere.
 *
 * @param indent cells that lines after the first one begin with
 */
export function wrap(text: string, width: number, indent = 0): string[] {
  const margin = ' '.repeat(indent);
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text.replaceAll(QUANTITY, `$1${BOUND}`))) {
    let rest = piece;
    const fits = (text: string) => stringWidth(text.trimEnd()) <= width;
    if (!fits(line + rest) && line.trim() !== '') {
      lines.push(line);
      line = margin;
    }
    while (!fits(line + rest)) {
      const head = headOf(rest, width - stringWidth(line));
      lines.push(line + head);
      rest = rest.slice(head.length);
      line = margin;
    }
    line += rest;
  }
  return [...lines, line].map((line) => line.trimEnd().replaceAll(BOUND, ' '));
}

/** What stays together: words with what follows them, and Chinese ones without spaces between. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let last = '';
  for (const { segment } of WORDS.segment(text)) {
    const meet = (last.at(-1) ?? '') + segment[0];
    const mayBreak = last.endsWith(' ') || (hasWide(meet) && !OPENS.test(last));
    if (last !== '' && mayBreak && !CLOSES.test(segment)) {
      pieces.push(last);
      last = segment;
    } else last += segment;
  }
  return last === '' ? pieces : [...pieces, last];
}

/** Whether it has east-asian characters, which take two cells. */
const hasWide = (text: string) => stringWidth(text) > [...text].length;

function headOf(text: string, width: number): string {
  let head = '';
  for (const character of text) {
    if (head !== '' && stringWidth(head + character) > width) break;
    head += character;
  }
  return head;
}
