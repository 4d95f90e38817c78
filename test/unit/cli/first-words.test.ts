import { expect, test } from 'vitest';
import { firstWords } from '../../../harness/cli/first-words.js';
import { languageOf } from '../../../harness/messages/language.ts';

const ENVIRONMENTS = [
  {},
  { LANG: 'zh_CN.UTF-8' },
  { LANG: 'zha_CN' },
  { LC_MESSAGES: 'zh_CN', LANG: 'en_US' },
  { LC_ALL: 'C', LANG: 'zh_CN' },
];

test.each(ENVIRONMENTS)('the first words are in the language of the others: %j', (environment) => {
  const { oldNode, noDirectory, notInstalled } = firstWords(environment);
  for (const lines of [oldNode('20.0.0', '24.3'), noDirectory(), notInstalled('zod')]) {
    expect(lines).toHaveLength(3);
    const [what = ''] = lines;
    expect(/\p{Script=Han}/u.test(what) ? 'zh' : 'en').toBe(languageOf(environment));
  }
});
