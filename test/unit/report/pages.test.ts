import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { en } from '../../../harness/messages/en/index.ts';
import { LANGUAGES, messagesIn } from '../../../harness/messages/language.ts';
import { pageText } from '../../../harness/report/explain-text.ts';
import { CHECKOUT } from '../../support/lockstep.ts';
import { plainLook } from '../../support/look.ts';

/** Code stays as it is. */
const CODE = /^```.*?^```/gms;

describe.each(LANGUAGES)('in the language %s', (language) => {
  test.each(Object.keys(en.mistakes))('the text of the page of %s fits 80 columns', async (id) => {
    const messages = await messagesIn(language);
    const markdown = readFileSync(join(CHECKOUT, messages.explain.folder, `${id}.md`), 'utf8');
    const lines = pageText(markdown.replaceAll(CODE, ''), plainLook(80, messages)).split('\n');
    expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([]);
  });
});
