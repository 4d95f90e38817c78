import { expect, test } from 'vitest';
import { found, NOTHING } from '../../support/port-source.ts';

type Files = Parameters<typeof found>[1];
const dropped = (files: Files) => found({ find: 'promise-not-awaited' }, files);
const unresolved = (files: Files) => found({ find: 'unresolved-promise' }, files);
const together = (files: Files) => found({ find: 'begun-together' }, files);
const early = (files: Files) => found({ find: 'read-before-join' }, files);
const daemons = (files: Files) => found({ find: 'daemon-joined' }, files);
const unused = (files: Files) => found({ find: 'result-unused' }, files);

test.each([
  ['a function of Node', "import { rm } from 'node:fs/promises';\nrm('a');", "rm('a')"],
  ['another', "import fs from 'fs';\nfs.promises.rm('a');", "fs.promises.rm('a')"],
  [
    'an async function',
    'const save = async () => 1; console.log(1);\nif (x) save(); else y();',
    'save()',
  ],
  [
    'several at once',
    'const save = async () => 1;\nPromise.all([save(), save()]); y();',
    'Promise.all([save(), save()])',
  ],
])('finds the promise of %s that nobody awaits', (_, port, code) => {
  expect(dropped(`${port}\nconsole.log(1);`)).toEqual({ places: [`2: ${code}`], related: [] });
});

test('finds no promise where each is awaited or returned', () => {
  const port =
    'const save = async () => 1;\nconst f = () => save();\nawait f();\nconst a = save();\nawait a;';
  expect(dropped(port)).toEqual(NOTHING);
});

test('finds no promise that is caught', () => {
  const port = 'const save = async () => 1;\nsave().catch(() => {});\nconsole.log(1);';
  expect(dropped(port)).toEqual(NOTHING);
});

test('finds a promise that nothing resolves', () => {
  const port = 'const sleep = (ms) => new Promise((_resolve) => { setTimeout(() => {}, ms); });';
  expect(unresolved(port).places).toEqual([
    '1: new Promise((_resolve) => { setTimeout(() => {}, ms); })',
  ]);
  expect(unresolved('await new Promise(() => {});').places).toEqual([
    '1: await new Promise(() => {})',
  ]);
  expect(unresolved('await new Promise((resolve) => setTimeout(resolve, 1));')).toEqual(NOTHING);
});

const DOWNLOAD = `import { sleep } from './python/asyncio.ts';
async function download(file) {
  console.log(file);
  await sleep(1);
}
`;

test('finds downloads that are begun together', () => {
  const port = `${DOWNLOAD}await Promise.all([download('a'), download('b')]);`;
  expect(together(port).places).toEqual(["6: await Promise.all([download('a'), download('b')])"]);
});

test('names downloads that a loop begins first', () => {
  const port = `${DOWNLOAD}const all = Promise.all([download('a')]);
await all;
const more = [];
for (const file of files) more.push(download(file));`;
  expect(together(port).places).toEqual([
    '9: more.push(download(file))',
    "6: Promise.all([download('a')])",
  ]);
});

test('finds nothing begun together where each is awaited', () => {
  expect(together(`${DOWNLOAD}for (const file of files) await download(file);`)).toEqual(NOTHING);
});

const THREAD = `import { Thread as Task } from './python/threading.ts';
class Download extends Task {
  seconds = 0;
  constructor(readonly_) { super(); this.file = readonly_; }
  run() { this.seconds = 5; }
}
const t = new Download('a');
t.start();
`;

test('finds a field of a thread that is read before the join', () => {
  expect(early(`${THREAD}console.log(t.seconds);\nawait t.join();`)).toEqual({
    places: ['9: t.seconds'],
    related: ['10: await t.join()'],
  });
});

test('allows a field that is read after the join, or that only the constructor sets', () => {
  expect(early(`${THREAD}await t.join();\nconsole.log(t.seconds);`)).toEqual(NOTHING);
  expect(early(`${THREAD}console.log(t.file);\nawait t.join();`)).toEqual(NOTHING);
});

test('finds the join of a daemon in a loop over all threads', () => {
  const port = `
import { Thread } from './python/threading.ts';
const watcher = new Thread({ target, daemon: true });
const t = new Thread({ target });
for (const one of [watcher, t]) one.start();
await t.join();
await watcher.join();`;
  expect(daemons(port)).toEqual({ places: ['6: await watcher.join()'], related: [] });
  expect(daemons(port.replace('await watcher.join();', ''))).toEqual(NOTHING);
});

test('finds a result that is waited for and not used', () => {
  const port = `
import { Pool } from './python/multiprocessing/pool.ts';
const pool = new Pool(2);
const [first, second] = [pool.applyAsync(f, [1]), pool.applyAsync(f, [2])];
await first.get();
console.log(await second.get());`;
  expect(unused(port)).toEqual({ places: ['4: await first.get()'], related: [] });
});

const pool = (files: Files) => found({ find: 'promise-pool' }, files);

const QUEUE = `${DOWNLOAD}async function work(queue) {
  while (queue.length > 0) await download(queue.shift());
}
`;

test('finds what gathers the workers of a pool of promises', () => {
  const port = `${QUEUE}await Promise.all([download('a'), download('b')]);
await Promise.all([work(queue)]);`;
  expect(pool(port).places).toEqual(['10: await Promise.all([work(queue)])']);
});

test('finds the loop that begins all work at once', () => {
  const port = `${QUEUE}for (const file of files) all.push(download(file));`;
  expect(pool(port).places).toEqual(['9: all.push(download(file))']);
});

test('finds no pool of promises where there is none', () => {
  expect(pool(`${DOWNLOAD}await download('a');`)).toEqual(NOTHING);
});

test('finds the loop that takes the results of what a line is about', () => {
  const port = `
import { asCompleted, ThreadPoolExecutor } from './python/concurrent/futures.ts';
const pool = new ThreadPoolExecutor(2);
const first = ['a.pdf'].map((file) => pool.submit(download, file));
for (const future of first) console.log(await future.result());
const second = ['b.pdf'].map((file) => pool.submit(download, file));
for await (const future of asCompleted(second)) {
  console.log(await future.result());
}`;
  const order = (line?: string) =>
    found({ find: 'result-order', ...(line !== undefined && { line }) }, port).places;
  const [one, two] = [
    '4: for (const future of first)',
    '6: for await (const future of asCompleted(second))',
  ];
  expect(order('a.pdf done')).toEqual([one, two]);
  expect(order('b.pdf done')).toEqual([two, one]);
  expect(order()).toEqual([one, two]);
});
