import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { excerpts } from '../../../harness/report/excerpt.ts';
import { plainLook } from '../../support/look.ts';
import { placeIn } from '../../support/verdicts.ts';

const show = (source: string, piece: string, width = 80, file = 'my-port.ts') =>
  excerpts([placeIn(file, 19, source, piece)], 'here', plainLook(width)).join('\n');

describe('an excerpt', () => {
  test('has carets below what is meant, and a label', () => {
    expect(show('  await p1.join();', 'p1.join()')).toBe(
      ['    my-port.ts:19   await p1.join();', '                          ^^^^^^^^^ here'].join(
        '\n',
      ),
    );
  });

  test('has two carets below a Chinese character, and after it counts two cells for one', () => {
    expect(show("print('下载', '完成');", "'完成'")).toBe(
      [
        "    my-port.ts:19   print('下载', '完成');",
        '                                  ^^^^^^ here',
      ].join('\n'),
    );
  });

  test('takes two cells for a tab', () => {
    expect(show('\tx;\ty;', 'y')).toBe(
      ['    my-port.ts:19   x;  y;', '                        ^ here'].join('\n'),
    );
  });

  test('has its line below the name of a file that is long', () => {
    expect(show('await p1.join();', 'p1', 60, 'ports/of-a-learner/second-attempt/02.ts')).toBe(
      [
        '    ports/of-a-learner/second-attempt/02.ts:19',
        '        await p1.join();',
        '              ^^ here',
      ].join('\n'),
    );
  });

  test('of a long line shows what is around the carets', () => {
    expect(show(`${'a'.repeat(99)} p1.join() ${'b'.repeat(99)}`, 'p1.join()', 60)).toBe(
      [
        `    my-port.ts:19   …${'a'.repeat(14)} p1.join() ${'b'.repeat(13)}…`,
        `                    ${' '.repeat(16)}^^^^^^^^^ here`,
      ].join('\n'),
    );
  });

  test('of several lines has them aligned, and one label', () => {
    const places = [
      placeIn('my-port.ts', 9, 'p1.join();', 'p1.join()'),
      placeIn('my-port.ts', 10, 'p2.join();', 'p2.join()'),
    ];
    expect(excerpts(places, 'here', plainLook(80))).toEqual([
      '    my-port.ts:9    p1.join();',
      '                    ^^^^^^^^^ here',
      '    my-port.ts:10   p2.join();',
      '                    ^^^^^^^^^',
    ]);
  });

  const characters = fc.constantFrom('a', ' ', '下', '\t', '“', '🎈', '\x1B', ';');

  test('fits its width wherever the carets are', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: characters, maxLength: 150 }),
        fc.nat(150),
        fc.integer({ min: 1, max: 150 }),
        fc.integer({ min: 40, max: 120 }),
        (source, column, length, width) => {
          const place = { file: 'p.ts', line: 1, column: column + 1, length, source };
          for (const line of excerpts([place, place], 'a label of some words', plainLook(width))) {
            expect(stringWidth(line)).toBeLessThanOrEqual(width);
          }
        },
      ),
    );
  });
});
