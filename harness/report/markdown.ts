import { marked, type Token, type Tokens } from 'marked';
import type { Look } from './look.ts';
import { wrap } from './wrap.ts';

/** So far is code indented. */
const CODE = ' '.repeat(2);

/** A line end between Chinese characters, which have no spaces between. */
const BETWEEN_CHINESE = /(?<=[\p{Script=Han}，。、；：？！（）])\n(?=[\p{Script=Han}（])/gu;

/** Markdown for a terminal: headings, paragraphs, lists and code, each block after an empty line. */
export function markdownText(markdown: string, look: Look): string[] {
  const blocks = marked
    .lexer(markdown)
    .map((token) => blockOf(token, look))
    .filter((lines) => lines.length > 0);
  return blocks.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function blockOf(token: Token, look: Look): string[] {
  const { styles, width } = look;
  switch (token.type) {
    case 'space':
      return [];
    case 'heading':
      return wrap(plain((token as Tokens.Heading).tokens), width).map(styles.strong);
    case 'code':
      return (token as Tokens.Code).text
        .split('\n')
        .map((line) => styles.good((CODE + line).trimEnd()));
    case 'list':
      return (token as Tokens.List).items.flatMap((item, index) => {
        const mark = token.ordered ? `${index + Number(token.start)}. ` : '- ';
        return itemOf(item, look, mark);
      });
    case 'blockquote':
      return (token as Tokens.Blockquote).tokens.flatMap((inner) => blockOf(inner, look));
    default:
      return wrap('tokens' in token ? plain(token.tokens) : token.raw.trim(), width);
  }
}

/** A list item; what is nested in it is indented. */
function itemOf({ tokens }: Tokens.ListItem, look: Look, mark: string): string[] {
  const margin = ' '.repeat(mark.length);
  const inner = { ...look, width: look.width - mark.length };
  const lines = tokens.flatMap((token) => blockOf(token, inner));
  return lines.map((line, index) => (index === 0 ? mark : margin) + line);
}

/** Text as it is read: a link by its text and, of a site, its address; code in its quotes. */
function plain(tokens: readonly Token[] = []): string {
  return tokens
    .map((token) => {
      if (token.type === 'link') {
        const text = plain(token.tokens);
        return token.href.includes('://') && text !== token.href ? `${text} (${token.href})` : text;
      }
      if (token.type === 'codespan') return `\`${token.text}\``;
      if (token.type === 'br') return '\n';
      if ('tokens' in token && token.tokens) return plain(token.tokens);
      return (token as Tokens.Text).text ?? token.raw;
    })
    .join('')
    .replaceAll(BETWEEN_CHINESE, '')
    .replaceAll(/(?<!\n)\n(?!\n)/g, ' ');
}
