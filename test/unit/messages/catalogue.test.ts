import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { en } from '../../../harness/messages/en/index.ts';
import type { Messages } from '../../../harness/messages/messages.ts';
import { zh } from '../../../harness/messages/zh/index.ts';
import { SAMPLES } from './samples/mistakes.ts';
import { mistakeTexts, type Spoken, sectionTexts } from './samples/samples.ts';
import { sections } from './samples/sections.ts';

/** Columns: a diagnosis on one line of a wide terminal, the help of an option beside its name. */
const WIDEST = { message: 120, hint: 120, also: 60, label: 60, help: 60 };

function textsOf(messages: Messages): Spoken[] {
  const { mistakes: _, ...rest } = messages;
  return [
    ...mistakeTexts(messages, SAMPLES),
    ...Object.entries(rest).flatMap(([name, section]) =>
      sectionTexts(section, sections[name as keyof typeof sections], name),
    ),
  ];
}

const LANGUAGES = { en: textsOf(en), zh: textsOf(zh) };

/** Words that the samples hand in: what programs, files and users are called. */
const GIVEN = new RegExp(
  `(?<![\\w-])(?:${stringsIn([SAMPLES, sections]).map(RegExp.escape).join('|')})(?![\\w-])`,
  'g',
);

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** Without what a program, a file or a user said, and without what is typed as it stands. */
const withoutQuotes = (text: string) => text.replace(/“[^”]*”/g, '“”');
const prose = (text: string) =>
  withoutQuotes(text)
    .replace(/`[^`]*`/g, '')
    .replace(/(?:lockstep|ulimit|unshare|mount|sysctl) [\w ./=-]+/g, '')
    .replace(/--?[\w-]+(?: [\w=]+)?/g, '')
    .replace(/[\w.]*[./=_][\w./=…-]*/g, '')
    .replace(GIVEN, '');

describe.each(Object.entries(LANGUAGES))('the catalogue of %s', (language, texts) => {
  test('says what it always said', async () => {
    const lines = texts.map(({ path, text }) => `${path}: ${text}\n`);
    await expect(lines.join('')).toMatchFileSnapshot(`snapshots/${language}.txt`);
  });

  test('fits a terminal', () => {
    const tooWide = texts.flatMap(({ path, text }) => {
      const [room = '', id = '', part = ''] = path.split('.');
      const most = room === 'mistakes' ? WIDEST[part as 'hint'] : room === 'help' ? 60 : undefined;
      if (most === undefined || /^help\.(lockstep|about|exit|expected)/.test(path)) return [];
      const prefix = part === 'message' ? en.report.error(id) : '';
      const width = stringWidth(prefix + withoutQuotes(text));
      return width > most ? [`${path} ${width}: ${text}`] : [];
    });
    expect(tooWide).toEqual([]);
  });

  test('says a mistake in one sentence without a full stop', () => {
    const stopped = texts.filter(({ path, text }) => /^mistakes/.test(path) && /[.。]$/.test(text));
    expect(stopped).toEqual([]);
  });

  test('leaves no value out', () => {
    const broken = texts.filter(({ text }) => /\b(?:undefined|NaN|null)\b|\[object|=>/.test(text));
    expect(broken).toEqual([]);
  });
});

describe('Chinese', () => {
  const withoutFormulas = (text: string) =>
    text.replace(/(?:池\(\d+\)|流水线)\([^)]*\)/g, 'max(7)');

  /** Names that are the same in Chinese. */
  const NAMES =
    /\b(?:main|await|join|start|fork|getppid|run|exit|unref|randint|sleep|print|put|get|error|Process|Pool|Thread|Promise|Worker|SharedArrayBuffer|AbortSignal|Python|TypeScript|JavaScript|Node|Linux|Ubuntu|Lockstep|CPU|PATH|PYTHONPATH|libuv|SECONDS|BYTES|TMPDIR|JSON|JUnit|UTF|CRLF|SIG[A-Z]+|E[A-Z]+|pid|pids|virtual|real|import|require|enum|namespace|bwrap|bubblewrap|sitecustomize|daemon|max|min|kB|MB|GB|open|time|Ctrl|ID|code|true|output|timing|tasks|ending|processes)\b/g;

  const english = new Map(LANGUAGES.en.map((one) => [one.path, one.text]));
  const own = LANGUAGES.zh.filter(({ text }) => text !== '');

  test('says each thing in Chinese characters', () => {
    const other = own.filter(
      ({ text }) => /\p{L}/u.test(prose(text)) && !/\p{Script=Han}/u.test(text),
    );
    expect(other).toEqual([]);
  });

  test('has a text wherever English has one', () => {
    const spoken = new Set(LANGUAGES.zh.map(({ path }) => path));
    expect([...english.keys()].filter((path) => !spoken.has(path))).toEqual([]);
  });

  test('has no English words but names', () => {
    const left = own.flatMap(({ path, text }) => {
      const words = prose(text)
        .replace(NAMES, '')
        .match(/[A-Za-z]{2,}/g);
      return words === null ? [] : [`${path}: ${words.join(' ')}: ${text}`];
    });
    expect(left).toEqual([]);
  });

  test('has full-width punctuation in its sentences', () => {
    const half = own.filter(({ text }) =>
      /\p{Script=Han}\s*[,;:!?()]|[,;!?]\s*\p{Script=Han}/u.test(
        withoutFormulas(withoutQuotes(text)),
      ),
    );
    expect(half).toEqual([]);
  });

  test('has a space between Chinese and what is half-width', () => {
    const tight = own.filter(({ text }) =>
      /\p{Script=Han}[A-Za-z0-9`]|[A-Za-z0-9`%]\p{Script=Han}/u.test(withoutQuotes(text)),
    );
    expect(tight).toEqual([]);
  });
});
