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
    return message(...this.args.map((arg) => inEach(arg, messages)));
  }

  toString(): string {
    return this.in(en);
  }

  toJSON(): string {
    return this.toString();
  }
}

export const isText = (value: unknown): value is Text =>
  typeof value === 'object' && value !== null && 'in' in value && typeof value.in === 'function';

/** Each once, as it is in English. */
export const distinct = (all: readonly Said[]): Said[] => [
  ...new Map(all.map((said) => [String(said), said])).values(),
];

/** A text may stand within another, alone or in a list. */
const inEach = (value: unknown, messages: Messages): unknown =>
  Array.isArray(value)
    ? value.map((each) => inEach(each, messages))
    : isText(value)
      ? value.in(messages)
      : value;

/** A text may stand where the message takes any string, or any strings. */
type Arguments<Expected extends readonly unknown[]> = {
  [Index in keyof Expected]: string extends Expected[Index]
    ? Said | Expected[Index]
    : readonly string[] extends Expected[Index]
      ? readonly Said[]
      : Expected[Index];
};

export function text<Key extends TextKey>(
  key: Key,
  ...args: Arguments<Parameters<Told[Key]>>
): Text {
  return new CatalogueText(key, args);
}

/** What a text says, for one that asks for this message; nothing for any other. */
export function argumentsOf<Key extends TextKey>(said: Said, key: Key) {
  const isIt = said instanceof CatalogueText && said.key === key;
  return isIt ? (said.args as Arguments<Parameters<Told[Key]>>) : undefined;
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

/** How a mistake is told. What it shows may hold texts, too. */
export function messagesOf({ id }: Mistake, messages: Messages): MistakeMessages<unknown> {
  const own = messages.mistakes[id] as MistakeMessages<unknown>;
  const told = (evidence: unknown) =>
    Object.fromEntries(
      Object.entries(evidence as object).map(([name, value]) => [name, inEach(value, messages)]),
    );
  return {
    message: (evidence) => own.message(told(evidence)),
    hint: (evidence) => own.hint(told(evidence)),
    also: (evidence) => own.also(told(evidence)),
    label: (evidence, seen) => own.label(told(evidence), seen),
  };
}
