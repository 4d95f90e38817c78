import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { wrap } from '../../../harness/report/wrap.ts';

describe('a text that is wrapped', () => {
  test('ends its lines at spaces, never in a word', () => {
    expect(wrap('call `await p1.join()` before --verbose', 22)).toEqual([
      'call `await p1.join()`',
      'before --verbose',
    ]);
  });

  test('keeps a number and its unit together', () => {
    expect(wrap('it took 13 s in all', 10)).toEqual(['it took', '13 s in', 'all']);
  });

  test('ends its lines between Chinese words, and begins none with punctuation', () => {
    expect(wrap('“下载完成!”之前打印。请启动所有任务', 14)).toEqual([
      '“下载完成!”',
      '之前打印。请',
      '启动所有任务',
    ]);
  });

  test('keeps the name of a file together', () => {
    expect(wrap('下载从入门到住院.pdf完成', 18)).toEqual(['下载从入门到', '住院.pdf完成']);
  });

  test('indents the lines after the first one', () => {
    expect(wrap('  hint: start every task', 14, 4)).toEqual(['  hint: start', '    every task']);
  });

  test('breaks what is longer than a line', () => {
    expect(wrap('abcdefghij kl', 4)).toEqual(['abcd', 'efgh', 'ij', 'kl']);
  });

  const texts = fc.string({
    unit: fc.constantFrom('a', ' ', '下', '“', '。', '🎈', '7', 's', '-'),
  });

  test('fits its width, and says all that it said', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 6, max: 30 }), (text, width) => {
        const lines = wrap(text, width, 2);
        for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });
});
