import { expect, test } from 'vitest';
import { locate } from '../../../harness/source/locate.ts';
import { readSource } from '../../../harness/source/read-source.ts';
import { found, NOTHING, portSource } from '../../support/port-source.ts';

const problems = (files: Parameters<typeof portSource>[0]) =>
  portSource(files).problems.map(
    ({ message, place }) => `${place.file}:${place.line}:${place.column} ${message}`,
  );

test('says where a file does not parse', () => {
  expect(problems('const a = 1;\nconst b = ;\n')).toEqual(['port.ts:2:11 Unexpected token']);
});

test('finds nothing else in a file that does not parse', () => {
  const source = portSource('print(;');
  expect(locate({ find: 'calls', kinds: ['print'] }, source)).toEqual(NOTHING);
});

test.each([
  ['enum Color { Red }', 'enum'],
  ['namespace Colors { export const red = 1; }', 'namespace'],
  ['class Color { constructor(private name: string) {} }', 'parameter property'],
  ["import fs = require('node:fs');", 'import ='],
])('says that Node does not run %s', (text, name) => {
  expect(problems(text)).toEqual([
    expect.stringContaining(`TypeScript ${name} is not supported in strip-only mode`),
  ]);
});

test('allows what has no code of its own', () => {
  expect(problems('declare enum Color { Red }\ndeclare namespace A { const b: 1 }')).toEqual([]);
  expect(problems('namespace A { export type B = 1; interface C {} namespace D {} }')).toEqual([]);
});

test('says which module is not there', () => {
  expect(problems("import { a } from './helper';")).toEqual([
    "port.ts:1:19 Cannot find module './helper'",
  ]);
});

test('says that a module of Python is not there', () => {
  const read = (path: string) =>
    path === 'port.ts' ? "import { time } from './python/time.ts';" : undefined;
  expect(readSource('port.ts', read).problems).toMatchObject([
    { message: "Cannot find module './python/time.ts'", place: { line: 1, column: 22 } },
  ]);
});

test('reads no data, and misses no file that is only there for its types', () => {
  const files = {
    'port.ts': `import data from './data.json' with { type: 'json' };
import type { A } from './types.ts';
export type { B } from './types.ts';`,
    'data.json': '{ "a": 1 }',
  };
  expect(problems(files)).toEqual([]);
});

test('reads the modules of the port, and names them beside it', () => {
  const { files } = portSource({
    'ports/port.ts': "import './lib/helper.ts';\nimport { time } from '../python/time.ts';",
    'ports/lib/helper.ts': "export * from '../port.ts';",
  });
  expect(files.map(({ file }) => file)).toEqual(['ports/port.ts', 'ports/lib/helper.ts']);
});

test('says where a module of the port does not parse', () => {
  const files = { 'port.ts': "import './helper.ts';", 'helper.ts': '\n\nlet = = 1' };
  expect(problems(files)).toEqual([expect.stringMatching(/^helper\.ts:2:\d+ /)]);
});

test('finds nothing in a port that is not there', () => {
  const { files, problems } = portSource({});
  expect({ files, problems }).toEqual({ files: [], problems: [] });
});

test('gives the column and the length of a call in UTF-16 code units', () => {
  const port = "print('🎬开始'); console.log('结束');";
  expect(locate({ find: 'printing', lines: ['结束'] }, portSource(port)).places).toEqual([
    { file: 'port.ts', line: 1, column: 16, length: 17, source: port },
  ]);
});

test('gives of a call over several lines what stands on the first', () => {
  const port = 'console.log(\n  1,\n);\r\nconsole.error(2);\r\n';
  const { places } = locate({ find: 'calls', kinds: ['print'] }, portSource(port));
  expect(places).toMatchObject([
    { line: 1, column: 1, length: 12, source: 'console.log(' },
    { line: 4, column: 1, length: 16, source: 'console.error(2);' },
  ]);
});

test.each([
  ['a name', "import { sleep } from './python/time.ts'; sleep(1);", 'sleep(1)'],
  ['another name', "import { sleep as rest } from './python/time.ts'; rest(1);", 'rest(1)'],
  [
    'a namespace',
    "import * as time from '../../../ts-ports/python/time.ts'; time.sleep(1);",
    'time.sleep(1)',
  ],
  [
    'a variable',
    "import { sleep } from './python/time.ts'; const rest = sleep; rest(1);",
    'rest(1)',
  ],
  ['destructuring', "import * as t from './python/time.ts'; const { sleep: s } = t; s(1);", 's(1)'],
  ['require', "const { setTimeout: s } = require('timers/promises'); s(1);", 's(1)'],
  [
    'a default import',
    "import timers from 'node:timers/promises'; timers.setTimeout(1);",
    'timers.setTimeout(1)',
  ],
  ['promisify', "import { promisify } from 'util'; const s = promisify(setTimeout); s(1);", 's(1)'],
  ['import()', "const { setTimeout: s } = await import('node:timers/promises'); s(1);", 's(1)'],
])('knows a function of Python or Node under %s', (_, port, code) => {
  expect(found({ find: 'calls', kinds: ['sleep'] }, port).places).toEqual([`1: ${code}`]);
});

test('knows no function that the port has itself under the same name', () => {
  const port = "const sleep = () => 1; function print() {} sleep(); print('a');";
  expect(found({ find: 'calls', kinds: ['sleep', 'print'] }, port)).toEqual(NOTHING);
});

test('knows what files export by a star, from one another too', () => {
  const files = {
    'port.ts':
      "import { rest } from './all.ts';\nimport { none } from './all.ts';\nrest(1);\nnone();",
    'all.ts': "export * from './more.ts';",
    'more.ts': "export * from './all.ts';\nexport { sleep as rest } from './python/time.ts';",
  };
  expect(found({ find: 'calls', kinds: ['sleep'] }, files).places).toEqual(['3: rest(1)']);
});

test('knows what the port’s own module exports again', () => {
  const files = {
    'port.ts': "import { rest } from './all.ts';\nrest(1);",
    'all.ts': "export { sleep as rest } from './python/time.ts';",
  };
  expect(found({ find: 'calls', kinds: ['sleep'] }, files).places).toEqual(['2: rest(1)']);
});

test('reads names, classes and functions that refer to themselves', () => {
  const port = `
async function a() { await b(); await a(); }
async function b() { await a(); }
class A extends A { run() { this.run(); } }
const q = r, r = q;
const list = [list];
list.push(list);
let t = t;
t.start();
await a();
new A().run();
console.log(q);`;
  const finds = ['wait-between-starts', 'missing-join', 'call-for-start', 'busy-loop'] as const;
  for (const find of finds) expect(() => found({ find }, port)).not.toThrow();
  expect(found({ find: 'calls', kinds: ['print'] }, port).places).toEqual(['11: console.log(q)']);
});

test('ends in functions that call one another in many places', () => {
  const functions = Array.from(
    { length: 12 },
    (_, n) => `async function f${n + 1}() { await f${n}(); await f${n}(); await f${n}(); }`,
  );
  const port = `import { Process } from './python/multiprocessing.ts';
async function f0() { const p = new Process({ target }); p.start(); await p.join(); }
${functions.join('\n')}
await f12();`;
  expect(found({ find: 'clock', reading: 'first' }, port)).toEqual(NOTHING);
  expect(found({ find: 'calls', kinds: ['start'] }, port).places).toEqual(['2: p.start()']);
});

test('finds calls in a port that has a problem of another kind', () => {
  const port = "namespace Types { export const a = 1; }\nconsole.log('a');";
  expect(found({ find: 'calls', kinds: ['print'] }, port).places).toEqual(["2: console.log('a')"]);
});

test('parses a file without an extension as JavaScript', () => {
  const files = { port: "#!/usr/bin/env node\nconsole.log('a');" };
  expect(found({ find: 'calls', kinds: ['print'] }, files).places).toEqual([
    "port:2: console.log('a')",
  ]);
});
