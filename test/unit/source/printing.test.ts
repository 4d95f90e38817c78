import { expect, test } from 'vitest';
import { found, NOTHING } from '../../support/port-source.ts';

const printing = (line: string | string[], files: Parameters<typeof found>[1]) =>
  found({ find: 'printing', lines: [line].flat() }, files);

test.each([
  ['a literal', "print('all done.')"],
  ['a format', "print(format('all %s.', what))"],
  ['a format of numbers', "print(format('all d%.2fne.', what))"],
  ['the format of console.log', "console.log('all %s.', what)"],
  ['a template', `console.log(\`all \${what}.\`)`],
  ['a sum', "console.log('all ' + what + '.')"],
  ['an escaped end', String.raw`process.stdout.write("all done.\n")`],
  ['an escape in it', String.raw`process.stdout.write("all\x20done.\r\n")`],
])('finds %s that prints a line', (_, code) => {
  const port = `import { format, print } from './python/builtins.ts';\n${code}`;
  expect(printing('all done.', port)).toEqual({ places: [`2: ${code}`], related: [] });
});

test('finds the innermost call that prints', () => {
  const port = `
const quietly = (text) => text;
const say = (text) => console.log(text);
quietly(say(quietly('all done.')));`;
  expect(printing('all done.', port).places).toEqual(["3: say(quietly('all done.'))"]);
});

test('finds a print in a loop and in a function of another file', () => {
  const files = {
    'port.ts': "import { say } from './say.ts';\nsay('a');",
    'say.ts': `export function say(file) {\n  for (;;) console.log(\`got \${file}\`);\n}`,
  };
  expect(printing('got a', files).places).toEqual([`say.ts:2: console.log(\`got \${file}\`)`]);
});

test('prefers the text that shares more with the line', () => {
  const port = `console.log(\`took \${x}\`);\nconsole.log(\`took \${x} s\`);`;
  expect(printing('took 7 s', port).places).toEqual([`2: console.log(\`took \${x} s\`)`]);
});

test('says so where several prints fit', () => {
  const port = `console.log(\`took \${n} s\`);\nconsole.error('took %d s', n);`;
  expect(printing('took 7 s', port).places).toHaveLength(2);
});

test('finds the text itself where nothing prints it', () => {
  expect(printing('all done.', "const text = 'all done.';").places).toEqual(["1: 'all done.'"]);
});

test('finds what takes a text that something else prints', () => {
  expect(printing('all done.', "lines.push('all done.');").places).toEqual([
    "1: lines.push('all done.')",
  ]);
});

test('finds the first of several lines that is there', () => {
  expect(printing(['gone', 'here'], "console.log('here');").places).toEqual([
    "1: console.log('here')",
  ]);
});

test.each([
  ['a warning', "process.emitWarning('all done.')"],
  ['a piece of a line', "process.stdout.write('all done.')"],
])('finds %s that is a part of the line', (_, code) => {
  expect(printing('(node:7) Warning: all done.', code).places).toEqual([`1: ${code}`]);
});

test('does not take a part of a line for the line', () => {
  expect(printing('a.pdf is done', "start('a.pdf');")).toEqual(NOTHING);
});

test('does not take a text that is nearly all hole for a line', () => {
  expect(printing('took 7 s', `console.log(\`\${text}s\`);`)).toEqual(NOTHING);
});

test('gives a line that a stack trace names, without the blanks around it', () => {
  const port = '\nfirst();\n  second();\n';
  expect(found({ find: 'line', line: 2 }, port).places).toEqual(['2: second();']);
  expect(found({ find: 'line', line: 2, column: 9 }, port).places).toEqual(['2: ();']);
  expect(found({ find: 'line', line: 9 }, port)).toEqual(NOTHING);
});

test('gives a line of a module that a stack trace names from the root', () => {
  const files = { '../ports/port.ts': "import './lib/b.ts';", '../ports/lib/b.ts': 'throw 1;' };
  const line = (file: string) => found({ find: 'line', file, line: 1 }, files).places;
  expect(line('/home/me/ports/lib/b.ts')).toEqual(['../ports/lib/b.ts:1: throw 1;']);
  expect(line('/home/me/ports/lib/bb.ts')).toEqual([]);
  expect(line('/home/me/ports/port.ts')).toEqual(["../ports/port.ts:1: import './lib/b.ts';"]);
});

test('gives no calls where they are too many to read', () => {
  const calls = (count: number) =>
    found({ find: 'calls', kinds: ['print'] }, 'console.log(1);\n'.repeat(count));
  expect(calls(6).places).toHaveLength(6);
  expect(calls(7)).toEqual(NOTHING);
});
