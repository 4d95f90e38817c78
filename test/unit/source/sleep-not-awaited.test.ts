import { expect, test } from 'vitest';
import { found, NOTHING } from '../../support/port-source.ts';

const sleeps = (files: Parameters<typeof found>[1]) => found({ find: 'sleep-not-awaited' }, files);

test('finds a sleep that nobody awaits', () => {
  const port = `
import { setTimeout as sleep } from 'node:timers/promises';
async function download(file) {
  console.log(file);
  sleep(1000);
  console.log('done');
}
await download('a');`;
  expect(sleeps(port)).toEqual({ places: ['4: sleep(1000)'], related: [] });
});

test('finds the call of a helper function that sleeps', () => {
  const port = `
const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
rest(1000);
console.log('done');`;
  expect(sleeps(port).places).toEqual(['2: rest(1000)']);
});

test('finds a download that nobody awaits, in a loop too', () => {
  const port = `
import * as asyncio from './python/asyncio.ts';
async function download(file) {
  console.log(file);
  await asyncio.sleep(1);
}
for (const file of ['a', 'b']) download(file);
console.log('done');`;
  expect(sleeps(port).places).toEqual(['6: download(file)']);
});

test('finds a promise that is kept and never looked at again', () => {
  const port = `
import { sleep } from './python/asyncio.ts';
const pause = sleep(1);
console.log('done');`;
  expect(sleeps(port).places).toEqual(['2: sleep(1)']);
});

test.each([
  ['stands for a sleep', 'setTimeout(() => {}, 1000)'],
  ['is awaited, though it gives no promise', 'await setTimeout(1000)'],
])('finds a timer that %s', (_, code) => {
  expect(sleeps(`console.log('begun');\n${code};\nconsole.log('done');`)).toEqual({
    places: [`2: ${code}`],
    related: [],
  });
});

test('does not take a timer that does something for a sleep', () => {
  expect(sleeps("setTimeout(() => console.log('late'), 1000);")).toEqual(NOTHING);
});

test('finds a forEach that waits for none of its downloads', () => {
  const port = `
import { sleep } from './python/asyncio.ts';
files.forEach(async (file) => {
  await sleep(1);
});
console.log('done');`;
  expect(sleeps(port).places).toEqual(['2: files.forEach(async (file) => {']);
});

test('finds a sleep in a helper function of another file', () => {
  const files = {
    'port.ts': "import { rest } from './rest.ts';\nawait rest();",
    'rest.ts':
      "import { sleep } from './python/asyncio.ts';\nexport async function rest() {\n  sleep(1);\n}",
  };
  expect(sleeps(files).places).toEqual(['rest.ts:3: sleep(1)']);
});

test.each([
  ['a sleep that blocks', "import { sleep } from './python/time.ts';\nsleep(1);"],
  ['an awaited sleep', "import { sleep } from './python/asyncio.ts';\nawait sleep(1);"],
  ['a kept one', "import { sleep } from './python/asyncio.ts';\nconst s = sleep(1);\nawait s;"],
  [
    'one of several',
    "import { sleep } from './python/asyncio.ts';\nawait Promise.all([sleep(1), sleep(2)]);",
  ],
  [
    'one that is passed on',
    "import { sleep } from './python/asyncio.ts';\nconst rest = () => sleep(1);\nawait rest();",
  ],
  [
    'one with a then',
    "import { sleep } from './python/asyncio.ts';\nawait sleep(1).then(() => 2);",
  ],
  [
    'main as the last statement',
    "import { sleep } from './python/asyncio.ts';\nasync function main() { await sleep(1); }\nmain();",
  ],
])('does not ask for an await of %s', (_, port) => {
  expect(sleeps(port)).toEqual(NOTHING);
});
