import { en } from './en/index.ts';
import type { Messages } from './messages.ts';

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

const isLanguage = (name: string | undefined): name is Language =>
  (LANGUAGES as readonly (string | undefined)[]).includes(name);

/** `LC_ALL`, else `LC_MESSAGES`, else `LANG`: Chinese of any region, and English for all others. */
export function languageOf(environment: NodeJS.ProcessEnv): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  const locale = LC_ALL || LC_MESSAGES || LANG || '';
  return /^zh(?![a-z])/i.test(locale) ? 'zh' : 'en';
}

/**
 * The language that `--lang` asks for, before the command line is parsed: its help and its errors
 * are told in it. A value that is none is for the parser to reject.
 */
export function languageAsked(args: readonly string[], environment: NodeJS.ProcessEnv): Language {
  const own = args.slice(0, args.includes('--') ? args.indexOf('--') : undefined);
  const asked = own.flatMap((arg, index) => {
    const value = arg === '--lang' ? own[index + 1] : /^--lang=(.*)$/s.exec(arg)?.[1];
    return isLanguage(value) ? [value] : [];
  });
  return asked.at(-1) ?? languageOf(environment);
}

/** The catalogue of a language; that of Chinese is loaded only where it is asked for. */
export async function messagesIn(language: Language): Promise<Messages> {
  return language === 'zh' ? (await import('./zh/index.ts')).zh : en;
}
