import { describe, expect, test } from 'vitest';
import { en } from '../../../harness/messages/en/index.ts';
import { languageAsked, languageOf, messagesIn } from '../../../harness/messages/language.ts';

describe('the language of the environment', () => {
  test.each([
    [{}, 'en'],
    [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'zh' }, 'zh'],
    [{ LANG: 'zh-Hant-TW' }, 'zh'],
    [{ LANG: 'de_DE.UTF-8' }, 'en'],
    [{ LANG: 'zha_CN' }, 'en'],
    [{ LC_MESSAGES: 'zh_CN', LANG: 'en_US' }, 'zh'],
    [{ LC_ALL: 'C', LC_MESSAGES: 'zh_CN', LANG: 'zh_CN' }, 'en'],
    [{ LC_ALL: '', LC_MESSAGES: '', LANG: 'zh_CN' }, 'zh'],
  ])('%j is %s', (environment, language) => {
    expect(languageOf(environment)).toBe(language);
  });
});

describe('the language of a command line', () => {
  const chinese = { LANG: 'zh_CN.UTF-8' };

  test.each([
    ['verify 02', 'zh'],
    ['verify 02 --lang en', 'en'],
    ['--lang=en verify 02', 'en'],
    ['verify --lang en --lang zh', 'zh'],
    ['verify --lang fr', 'zh'],
    ['verify --lang', 'zh'],
    ['run it.ts -- --lang en', 'zh'],
  ])('%s: %s where the locale is Chinese', (line, language) => {
    expect(languageAsked(line.split(' '), chinese)).toBe(language);
  });
});

test('the catalogue of English is the one that all others are checked against', async () => {
  expect(await messagesIn('en')).toBe(en);
});
