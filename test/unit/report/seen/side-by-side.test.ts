import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sideBySide } from '../../../../harness/report/seen/side-by-side.ts';

const items = (texts: string) => [...texts].map((text) => ({ key: text, text }));
/** `a` for the same, `a|b` for what differs, `a<` and `>b` for what is alone. */
const drawn = (original: string, port: string) =>
  sideBySide(items(original), items(port))
    .map(({ original = '', port = '', same }) => {
      if (same) return original;
      return `${original}${original && port ? '|' : original ? '<' : '>'}${port}`;
    })
    .join(' ');

test.each([
  ['abc', 'abc', ''],
  ['', '', ''],
  ['abc', 'abd', 'b c|d'],
  ['abcd', 'acd', 'a b< c d'],
  ['acd', 'abcd', 'a >b c d'],
  ['abc', 'bca', 'a< b c >a'],
  ['abc', 'ab', 'b c<'],
  ['a', '', 'a<'],
])('“%s” and “%s”: %s', (original, port, rows) => {
  expect(drawn(original, port)).toBe(rows);
});

test('what is the same keeps the words of each program', () => {
  const said = (prefix: string) => [...'ab'].map((key) => ({ key, text: prefix + key }));
  expect(sideBySide(said('1'), [...said('2'), { key: 'c', text: '2c' }])).toEqual([
    { original: '1b', port: '2b', same: true },
    { port: '2c', same: false },
  ]);
});

test('both programs are there in their order, whatever they are', () => {
  const text = fc.string({ maxLength: 6, unit: fc.constantFrom('a', 'b', 'c') });
  fc.assert(
    fc.property(text, text, (original, port) => {
      const rows = sideBySide(items(original), items(port));
      const column = (name: 'original' | 'port') => rows.map((row) => row[name] ?? '').join('');
      expect(original.endsWith(column('original'))).toBe(true);
      expect(port.endsWith(column('port'))).toBe(true);
      for (const row of rows) expect(row.same).toBe(row.original === row.port);
      expect(rows.length === 0).toBe(original === port);
    }),
  );
});

test('of much that differs only the beginning is shown, and how much more there is', () => {
  const rows = sideBySide(items('a'.repeat(100)), items('b'.repeat(1000)));
  expect(rows).toHaveLength(13);
  const { original, port, same } = rows.at(-1) ?? expect.fail();
  expect([original, port, same].map(String)).toEqual(['… and 88 more', '… and 988 more', 'true']);
});
