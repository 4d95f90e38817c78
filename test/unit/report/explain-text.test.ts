import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { LANGUAGES, messagesIn } from '../../../harness/messages/language.ts';
import { mistakesText } from '../../../harness/report/explain-text.ts';
import { plainLook } from '../../support/look.ts';

describe.each(LANGUAGES)('the list of mistakes in the language %s', (language) => {
  test('names each kind of mistake once, in a line that fits', async () => {
    const messages = await messagesIn(language);
    const lines = mistakesText(plainLook(80, messages)).split('\n');
    for (const id of Object.keys(messages.mistakes)) {
      expect(lines.filter((line) => line.startsWith(`  ${id} `))).toHaveLength(1);
    }
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(80);
  });
});
