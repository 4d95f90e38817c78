import stringWidth from 'fast-string-width';
import { expect, test } from 'vitest';
import { type Cells, columns } from '../../../harness/report/columns.ts';

const HEADS = { original: 'original', port: 'port' };
const columnsOf = (rows: readonly Cells[], width = 80) => columns(rows, { heads: HEADS, width });

test('two columns have between them what differs', () => {
  const rows = [
    { original: 'one', port: 'one', same: true },
    { original: 'two', port: 'three', same: false },
    { original: 'four', same: false },
    { port: 'five', same: false },
  ];
  expect(columnsOf(rows)).toEqual([
    'original   port',
    'one        one',
    'two      | three',
    'four     <',
    '         > five',
  ]);
});

test('a character of two cells takes two', () => {
  const rows = [
    { original: '下载下载下载', port: 'a', same: false },
    { original: 'b', port: 'b', same: true },
  ];
  expect(columnsOf(rows)).toEqual(['original       port', '下载下载下载 | a', 'b              b']);
});

test('a long text is cut, so that both columns fit their line', () => {
  const [, row = ''] = columnsOf([
    { original: 'x'.repeat(999), port: '下'.repeat(999), same: false },
  ]);
  expect(row).toMatch(/^x{37}… \| 下{18}…$/);
  expect(stringWidth(row)).toBeLessThanOrEqual(80);
});
