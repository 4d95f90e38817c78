import { isText, type Text } from './messages/text.ts';

/**
 * What a terminal obeys or a reader cannot see: controls, format characters (bidirectional marks,
 * zero-width characters), separators of lines, lone surrogates, and what XML cannot have.
 */
const HIDDEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

/** Where Unicode has the pictures of the first 32 control characters, and that of DEL. */
const [PICTURES, DELETE_PICTURE] = [0x2400, '␡'];

/**
 * The one way by which the text of programs, files and users reaches a report: each character that
 * a terminal obeys, or that hides, is shown by its picture (`␛`) or its number (`<U+202E>`). What
 * comes out can be put through again and stays as it is.
 */
export function visible(text: string): string {
  return text.replace(HIDDEN, (character) => {
    if (character < ' ') return String.fromCharCode(PICTURES + character.charCodeAt(0));
    if (character === '\x7F') return DELETE_PICTURE;
    const code = (character.codePointAt(0) as number).toString(16).toUpperCase();
    return `<U+${code.padStart(4, '0')}>`;
  });
}

/** A text of several lines; the line feeds between these stay. */
export const visibleLines = (text: string): string => text.split('\n').map(visible).join('\n');

/** As many characters of a text at most; none is cut in two. */
export function beginning(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}

/** The same value, with every text in it made visible: a report does this first to all it is given. */
export function visibleIn<Value>(value: Value): Value {
  if (typeof value === 'string') return visible(value) as Value;
  if (Array.isArray(value)) return value.map(visibleIn) as Value;
  if (typeof value !== 'object' || value === null) return value;
  if (isText(value)) return visibleText(value) as Value;
  const entries = Object.entries(value).map(([name, inner]) => [name, visibleIn(inner)]);
  return Object.fromEntries(entries) as Value;
}

const visibleText = (text: Text): Text => ({
  in: (messages) => visible(text.in(messages)),
  toString: () => visible(String(text)),
  toJSON: () => visible(String(text)),
});

/** The same JSON document, in which no such character stands as it is, only its escape. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(HIDDEN, (character) =>
    character === '\n'
      ? character
      : [...Array(character.length).keys()]
          .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
          .join(''),
  );
}
