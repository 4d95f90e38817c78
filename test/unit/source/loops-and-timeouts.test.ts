import { expect, test } from 'vitest';
import { found, NOTHING } from '../../support/port-source.ts';

type Files = Parameters<typeof found>[1];
const busy = (files: Files) => found({ find: 'busy-loop' }, files);
const timeouts = (files: Files) => found({ find: 'timeout' }, files);

test('finds a loop that waits for what nothing in it changes', () => {
  expect(busy('let running = 2;\nwhile (running > 0);')).toEqual({
    places: ['2: while (running > 0);'],
    related: [],
  });
});

test('finds a loop without end', () => {
  expect(busy('for (;;) console.log(1);').places).toEqual(['1: for (;;)']);
  expect(busy('do {\n  console.log(1);\n} while (running);').places).toEqual(['1: do {']);
});

test('finds an await that waits for nothing, and its loop', () => {
  const port = 'while (running > 0) {\n  console.log(1);\n  await null;\n}';
  expect(busy(port)).toEqual({ places: ['3: await null'], related: ['1: while (running > 0)'] });
});

test('finds a loop whose helper function does not wait', () => {
  const port = 'const look = () => console.log(1);\nwhile (running > 0) look();';
  expect(busy(port).places).toEqual(['2: while (running > 0)']);
});

test.each([
  ['awaits', 'while (running > 0) await once(child);'],
  ['reads one after the other', 'for await (const one of all) print(one);'],
  ['changes what it tests', 'while (running > 0) running--;'],
  ['takes from what it tests', 'while (left.length > 0) left.pop();'],
  ['has a way out', 'while (true) {\n  if (done()) break;\n}'],
  ['sleeps', "import { sleep } from './python/time.ts';\nwhile (running > 0) sleep(1);"],
  [
    'has a helper function that sleeps',
    "import * as t from './python/time.ts';\nconst rest = () => t.sleep(1);\nwhile (running > 0) rest();",
  ],
  ['yields', 'function* f() { while (true) yield 1; }'],
  ['counts', 'for (let i = 0; i < 3; i++) print(i);'],
])('does not take a loop for busy that %s', (_, port) => {
  expect(busy(port)).toEqual(NOTHING);
});

test.each([
  [
    'waitFor',
    "import { waitFor } from './python/asyncio.ts';\nawait waitFor(f, 7.5);",
    'await waitFor(f, 7.5)',
  ],
  ['a signal', 'await f(\nAbortSignal.timeout(7500));', 'AbortSignal.timeout(7500)'],
  [
    'a timer that aborts',
    'const c = new AbortController();\nsetTimeout(() => c.abort(), 7500);',
    'setTimeout(() => c.abort(), 7500)',
  ],
  [
    'the wait of an event',
    "import { Event as E } from './python/threading.ts';\nnew E().wait(7.5);",
    'new E().wait(7.5)',
  ],
  ['a race', 'const all = [f(), rest(7.5)];\nawait Promise.race(all);', 'await Promise.race(all)'],
])('finds %s as a timeout', (_, port, code) => {
  expect(timeouts(port)).toEqual({ places: [`2: ${code}`], related: [] });
});

test('finds a timeout in a helper function and in a loop', () => {
  const port = `
const within = (work, seconds) =>
  Promise.race([work, rest(seconds)]);
for (const file of files) await within(download(file), 7.5);`;
  expect(timeouts(port).places).toEqual(['2: Promise.race([work, rest(seconds)])']);
});

test('does not take a sleep for a timeout', () => {
  expect(timeouts('await new Promise((resolve) => setTimeout(resolve, 1));')).toEqual(NOTHING);
});
