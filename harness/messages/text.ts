import { en } from './en/index.ts';
import type { Messages } from './messages.ts';
import type { Mistake, MistakeMessages } from './mistakes.ts';

type Told = Messages['told'];
export type TextKey = keyof Told;

/**
 * Something to be said in the reader's language. As a string, and so in every document, it is
 * English: what a program reads does not depend on who runs it.
 */
export interface Text {
  in: (messages: Messages) => string;
  toString: () => string;
  toJSON: () => string;
}

/** A text; or one that is the same in every language, such as what a program printed. */
export type Said = Text | string;

export const inLanguage = (said: Said, messages: Messages) =>
  typeof said === 'string' ? said : said.in(messages);

/** A message of the catalogue, with its arguments. */
class CatalogueText<Key extends TextKey> implements Text {
  readonly key: Key;
  readonly args: readonly unknown[];

  constructor(key: Key, args: readonly unknown[]) {
    this.key = key;
    this.args = args;
  }

  in(messages: Messages): string {
    const message = messages.told[this.key] as (...args: unknown[]) => string;
    // A text may stand within another.
    return message(...this.args.map((arg) => (isText(arg) ? arg.in(messages) : arg)));
  }

  toString(): string {
    return this.in(en);
  }

  toJSON(): string {
    return this.toString();
  }
}

const isText = (value: unknown): value is Text =>
  value instanceof CatalogueText || value instanceof MistakeText;

/** A text may stand where the message takes a string. */
type Arguments<Expected extends readonly unknown[]> = {
  [Index in keyof Expected]: Expected[Index] extends string ? Said : Expected[Index];
};

export function text<Key extends TextKey>(
  key: Key,
  ...args: Arguments<Parameters<Told[Key]>>
): Text {
  return new CatalogueText(key, args);
}

/** The sentence of a mistake. */
export class MistakeText implements Text {
  readonly mistake: Mistake;

  constructor(mistake: Mistake) {
    this.mistake = mistake;
  }

  in(messages: Messages): string {
    return messagesOf(this.mistake, messages).message(this.mistake.evidence);
  }

  toString(): string {
    return this.in(en);
  }

  toJSON(): string {
    return this.toString();
  }
}

/** How a mistake is told. */
export function messagesOf({ id }: Mistake, { mistakes }: Messages): MistakeMessages<unknown> {
  return mistakes[id] as MistakeMessages<unknown>;
}
