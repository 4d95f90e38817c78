import { expect, test } from 'vitest';
import { found } from '../../support/port-source.ts';

const clock = (reading: 'first' | 'last' | 'either', files: Parameters<typeof found>[1]) =>
  found({ find: 'clock', reading }, files);

const inOrder = (...lines: string[]) =>
  `import { Thread } from './python/threading.ts';
import { time as now } from './python/time.ts';
const t1 = new Thread({ target });
const t2 = new Thread({ target });
${lines.join('\n')}
console.log(end - start);`;

const LATE = inOrder(
  't1.start();',
  't2.start();',
  'await t1.join();',
  'const start = now();',
  'await t2.join();',
  'const end = now();',
);
const EARLY = inOrder(
  'const start = now();',
  't1.start();',
  't2.start();',
  'await t1.join();',
  'const end = now();',
  'await t2.join();',
);
const RIGHT = inOrder(
  'const start = now();',
  't1.start();',
  't2.start();',
  'await t1.join();',
  'await t2.join();',
  'const end = now();',
);

test('finds the first reading that comes late, and the start that it misses', () => {
  expect(clock('first', LATE)).toEqual({ places: ['8: now()'], related: ['5: t1.start()'] });
});

test('finds the last reading that comes early, and the join that it misses', () => {
  expect(clock('last', EARLY)).toEqual({ places: ['9: now()'], related: ['10: await t2.join()'] });
});

test('tells by itself which reading is misplaced', () => {
  expect(clock('either', LATE).places).toEqual(['8: now()']);
  expect(clock('either', EARLY).places).toEqual(['9: now()']);
});

test('gives the readings where none is misplaced', () => {
  expect(clock('first', RIGHT)).toEqual({ places: ['5: now()'], related: [] });
  expect(clock('last', RIGHT)).toEqual({ places: ['10: now()'], related: [] });
  expect(clock('either', RIGHT).places).toEqual(['5: now()', '10: now()']);
});

test('finds nothing where no clock is read', () => {
  expect(clock('either', 'const a = 2 - 1;')).toEqual({ places: [], related: [] });
});

test('looks only at the phase that is measured', () => {
  const port = `
import { Thread } from './python/threading.ts';
let start = performance.now();
const t1 = new Thread({ target });
t1.start();
await t1.join();
console.log(performance.now() - start);
start = performance.now();
const t2 = new Thread({ target });
t2.start();
let end = performance.now();
await t2.join();
console.log((end - start) / 1000);`;
  expect(clock('last', port).places).toEqual(['10: performance.now()']);
  expect(clock('first', port).places).toEqual(['2: performance.now()', '7: performance.now()']);
});

test('finds where a second phase begins that has no reading of its own', () => {
  const port = `
import { Thread } from './python/threading.ts';
const start = Date.now();
const t1 = new Thread({ target });
t1.start();
await t1.join();
console.log(Date.now() - start);
const t2 = new Thread({ target });
t2.start();
await t2.join();
console.log(Date.now() - start);`;
  expect(clock('first', port)).toEqual({
    places: ['7: new Thread({ target })'],
    related: ['2: Date.now()'],
  });
});

test.each([
  ['a loop', "for (const file of ['a', 'b']) await download(file);"],
  ['a helper function', 'async function all() { await download(); }\nawait all();'],
  ['a callback', "await Promise.all(['a', 'b'].map((file) => download(file)));"],
])('knows downloads in %s that come before the first reading', (_, work) => {
  const port = `
import { setTimeout as sleep } from 'node:timers/promises';
async function download(file) { console.log(file); await sleep(1000); }
${work}
const start = process.hrtime.bigint();
const end = process.hrtime.bigint();
console.log(end - start);`;
  const line = 4 + work.split('\n').length - 1;
  expect(clock('first', port).places).toEqual([`${line}: process.hrtime.bigint()`]);
});

test('follows a reading through a calculation', () => {
  const port = `
import { sleep } from './python/time.ts';
sleep(1);
const start = Date.now() / 1000;
const end = Date.now() / 1000;
console.log(end - start);`;
  expect(clock('first', port)).toEqual({ places: ['3: Date.now()'], related: ['2: sleep(1)'] });
});

test('knows the time since a reading by process.hrtime()', () => {
  const port = `
import { sleep } from './python/time.ts';
const start = process.hrtime();
const [seconds] = process.hrtime(start);
sleep(1);`;
  expect(clock('last', port).places).toEqual(['3: process.hrtime(start)']);
});
