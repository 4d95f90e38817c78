import { expect, test } from 'vitest';
import { columns } from '../../../harness/report/columns.ts';

test('two columns have between them what differs', () => {
  const rows = [
    { original: 'one', port: 'one', same: true },
    { original: 'two', port: 'three', same: false },
    { original: 'four', same: false },
    { port: 'five', same: false },
  ];
  expect(columns(rows)).toEqual([
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
  expect(columns(rows)).toEqual(['original       port', '下载下载下载 | a', 'b              b']);
});

test('a long text is cut', () => {
  const [, row = ''] = columns([
    { original: 'x'.repeat(999), port: '下'.repeat(999), same: false },
  ]);
  expect(row).toMatch(/^x{57}… \| 下{28}…$/);
});
