import { expect, test } from 'vitest';
import { located } from '../../../harness/judge/locate.ts';
import type { Find } from '../../../harness/judge/subject.ts';

const lookAt = (find: Find, text: string) =>
  located(
    { ok: false, sentence: 'wrong', look: { sentence: 'this', find } },
    { file: 'port.ts', text },
  ).look;
const linesFound = (find: Find, ...lines: string[]) =>
  lookAt(find, lines.join('\n'))?.places?.map(({ line }) => line);
const printing = (...printing: string[]) => ({ printing });

test('a place has its file, its line, and what stands there', () => {
  expect(lookAt({ line: 2 }, 'one\n  two;\n')).toEqual({
    sentence: 'this',
    places: [{ file: 'port.ts', line: 2, source: 'two;' }],
  });
});

test('what was not found leaves the sentence alone', () => {
  expect(lookAt({ line: 9 }, 'one')).toEqual({ sentence: 'this' });
  expect(lookAt(printing('gone'), "print('here')")).toEqual({ sentence: 'this' });
});

test.each([
  ['a literal', "print('all done.')"],
  ['a format', "print(format('all %s.', what))"],
  ['a template', `console.log(\`all \${what}.\`)`],
  ['an escaped end', String.raw`process.stdout.write("all done.\n")`],
])('what prints a line is found by %s', (_, source) => {
  expect(linesFound(printing('all done.'), 'const a = 1;', source)).toEqual([2]);
});

test('of two patterns the one that says more is meant', () => {
  expect(linesFound(printing('took 7 s'), `f(\`t\${x}\`)`, `f(\`took \${n} s\`)`)).toEqual([2]);
});

test('where two lines could have printed it, none is blamed', () => {
  expect(linesFound(printing('took 7 s'), `f(\`took \${n} s\`)`, "g('took %d s')")).toBeUndefined();
});

test('a literal that is only a part of the line did not print it', () => {
  expect(linesFound(printing('a.pdf is done'), "start('a.pdf')")).toBeUndefined();
});

test('of several lines the first that is found is meant', () => {
  expect(linesFound(printing('gone', 'here'), "print('here')")).toEqual([1]);
});

test('calls are found by their kinds, but not in comments and imports', () => {
  const source = [
    "import { Process, sleep } from './python/time.ts';",
    'p1.start(); // p1.start()',
    '/* p1.join();',
    ' * p2.start() */',
    'await p1.join();',
    "const url = 'http://x';",
  ];
  expect(linesFound({ calls: ['start', 'join'] }, ...source)).toEqual([2, 5]);
  expect(linesFound({ calls: ['sleep'] }, ...source)).toBeUndefined();
});

test('calls that are everywhere are no help', () => {
  expect(linesFound({ calls: ['start'] }, ...Array(9).fill('p.start();'))).toBeUndefined();
});
