import { expect, test } from 'vitest';
import { found, NOTHING } from '../../support/port-source.ts';

const waits = (files: Parameters<typeof found>[1]) => found({ find: 'wait-between-starts' }, files);

test('finds the join between two starts, and the start that it holds up', () => {
  const port = `
import { Process } from './python/multiprocessing.ts';
async function main() {
  const p1 = new Process({ target });
  p1.start();
  await p1.join();
  const p2 = new Process({ target });
  p2.start();
  await p2.join();
}
if (import.meta.main) await main();`;
  expect(waits(port)).toEqual({ places: ['5: await p1.join()'], related: ['7: p2.start()'] });
});

test('finds the join in a loop that starts', () => {
  const port = `
import { Thread } from '../ts-ports/python/threading.ts';
for (const file of files) {
  const t = new Thread({ target, args: [file] });
  t.start();
  await t.join();
}`;
  expect(waits(port)).toEqual({ places: ['5: await t.join()'], related: ['4: t.start()'] });
});

test('finds nothing where a loop starts all before another joins them', () => {
  const port = `
import { Thread } from './python/threading.ts';
const threads = files.map((file) => new Thread({ target, args: [file] }));
for (const t of threads) t.start();
for (const t of threads) await t.join();`;
  expect(waits(port)).toEqual(NOTHING);
});

test('names the call of a helper function that joins what was started before', () => {
  const port = `
import * as mp from './python/multiprocessing.ts';
async function over(p) {
  await p.join();
}
const p1 = new mp.Process({ target });
p1.start();
await over(p1);
const p2 = new mp.Process({ target });
p2.start();
await over(p2);`;
  expect(waits(port)).toEqual({ places: ['7: await over(p1)'], related: ['9: p2.start()'] });
});

test('names the call of a helper function that starts and joins', () => {
  const port = `
import { Process } from './python/multiprocessing.ts';
async function run(file) {
  const p = new Process({ target, args: [file] });
  p.start();
  await p.join();
}
await run('a');
await run('b');`;
  expect(waits(port)).toEqual({ places: ["7: await run('a')"], related: ['4: p.start()'] });
});

test('looks into helper functions that start and join one after the other', () => {
  const port = `
import { Process as Task } from './python/multiprocessing.ts';
async function both(a, b) {
  a.start();
  await a.join();
  b.start();
  await b.join();
}
await both(new Task({ target }), new Task({ target }));`;
  expect(waits(port)).toEqual({ places: ['4: await a.join()'], related: ['5: b.start()'] });
});

test('follows a helper function into another file of the port', () => {
  const files = {
    'port.ts': `
import { startBoth } from './start-both.ts';
await startBoth();`,
    'start-both.ts': `
import { Process } from './python/multiprocessing.ts';
export const startBoth = async () => {
  const [p1, p2] = [new Process({ target }), new Process({ target })];
  p1.start();
  await p1.join();
  p2.start();
};`,
  };
  expect(waits(files)).toEqual({
    places: ['start-both.ts:5: await p1.join()'],
    related: ['start-both.ts:6: p2.start()'],
  });
});

test('finds the await of one download before the next where nothing starts a task', () => {
  const port = `
import { setTimeout as sleep } from 'node:timers/promises';
async function download(file) {
  console.log(file);
  await sleep(1000);
}
await download('a');
await download('b');`;
  expect(waits(port)).toEqual({
    places: ["6: await download('a')"],
    related: ["7: await download('b')"],
  });
});

test('finds the await of a download in a loop', () => {
  const port = `
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function download(file) {
  console.log(file);
  await sleep(1000);
}
for (const file of ['a', 'b']) await download(file);`;
  expect(waits(port).places).toEqual(['6: await download(file)']);
});

test('finds the jobs of a pool that are awaited in turn', () => {
  const port = `
import { Pool } from './python/multiprocessing/pool.ts';
const pool = new Pool(2);
for (const file of files) {
  await pool.apply(download, [file]);
}`;
  expect(waits(port).places).toEqual(['4: await pool.apply(download, [file])']);
});

test('finds the wait between two processes of plain Node', () => {
  const port = `
import { fork } from 'node:child_process';
import { once } from 'node:events';
const first = fork('child.js');
await once(first, 'exit');
const second = fork('child.js');
await once(second, 'exit');`;
  expect(waits(port)).toEqual({
    places: ["4: await once(first, 'exit')"],
    related: ["5: fork('child.js')"],
  });
});

test('finds the wait between two Workers', () => {
  const port = `
const { Worker } = require('node:worker_threads');
const { once } = require('events');
async function main() {
  for (const file of files) {
    const worker = new Worker(__filename, { workerData: file });
    await once(worker, 'exit');
  }
}
main();`;
  const { places } = waits({ 'port.cjs': port });
  expect(places).toEqual(["port.cjs:6: await once(worker, 'exit')"]);
});

test('finds a blocking sleep between two starts', () => {
  const port = `
import { Thread } from './python/threading.ts';
import { sleep } from './python/time.ts';
new Thread({ target }).start();
sleep(3);
new Thread({ target }).start();`;
  expect(waits(port).places).toEqual(['4: sleep(3)']);
});

test('does not take what a child does between two forks for a wait', () => {
  const port = `
import { fork, _exit, waitpid } from './python/os.ts';
import { sleep } from './python/time.ts';
const pid1 = fork();
if (pid1 === 0) {
  sleep(5);
  _exit(0);
}
const pid2 = fork();
if (pid2 === 0) {
  sleep(5);
  _exit(0);
}
await waitpid(pid1, 0);
await waitpid(pid2, 0);`;
  expect(waits(port)).toEqual(NOTHING);
});

test('does not take a join between two phases, each with a clock of its own, for a wait', () => {
  const port = `
import { Thread } from './python/threading.ts';
import { time } from './python/time.ts';
async function phase() {
  const start = time();
  const [t1, t2] = [new Thread({ target }), new Thread({ target })];
  t1.start();
  t2.start();
  await t1.join();
  await t2.join();
  console.log(time() - start);
}
await phase();
await phase();`;
  expect(waits(port)).toEqual(NOTHING);
});

test('does not take a download whose promise is awaited later for a wait', () => {
  const port = `
import { sleep } from './python/asyncio.ts';
async function download(file) {
  console.log(file);
  await sleep(1);
}
const a = download('a');
const b = download('b');
await Promise.all([a, b]);`;
  expect(waits(port)).toEqual(NOTHING);
});

test('finds the await of a kept promise between two downloads', () => {
  const port = `
import { sleep } from './python/asyncio.ts';
async function download(file) {
  console.log(file);
  await sleep(1);
}
const a = download('a');
await a;
const b = download('b');
await b;`;
  expect(waits(port)).toEqual({ places: ['7: await a'], related: ["8: download('b')"] });
});

test('finds the await of a helper function that promises the end of a Worker', () => {
  const port = `
import { Worker } from 'node:worker_threads';
const run = (file) =>
  new Promise((resolve) => {
    new Worker('./child.js', { workerData: file }).on('exit', resolve);
  });
await run('a');
await run('b');`;
  expect(waits(port)).toEqual({
    places: ["6: await run('a')"],
    related: ["4: new Worker('./child.js', { workerData: file })"],
  });
});

test('finds what starts the next process only when one has ended', () => {
  const port = `
const { fork } = require('node:child_process');
const first = fork('a.js');
first.on('exit', () => {
  const second = fork('b.js');
  second.on('exit', () => console.log('done'));
});`;
  expect(waits({ 'port.cjs': port })).toEqual({
    places: ["port.cjs:3: first.on('exit', () => {"],
    related: ["port.cjs:4: fork('b.js')"],
  });
});

test('finds what begins the next download only when one is done', () => {
  const port = `
import { setTimeout as sleep } from 'node:timers/promises';
async function download(file) {
  console.log(file);
  await sleep(1000);
}
download('a').then(() => download('b'));`;
  expect(waits(port)).toEqual({
    places: ["6: download('a').then(() => download('b'))"],
    related: ["6: download('b')"],
  });
});

test('does not take what follows the last start for a wait between two', () => {
  const port = `
import { fork } from 'node:child_process';
for (const file of files) {
  fork('child.js', [file]).on('exit', () => console.log('done'));
}`;
  expect(waits(port)).toEqual(NOTHING);
});

test('finds the await of a helper function that starts a task and returns its join', () => {
  const port = `
import { Process } from './python/multiprocessing.ts';
function run(file) {
  const p = new Process({ target, args: [file] });
  p.start();
  return p.join();
}
for (const file of files) await run(file);`;
  expect(waits(port)).toEqual({ places: ['7: await run(file)'], related: ['4: p.start()'] });
});

test('finds nothing where a loop over tasks starts each in an async callback', () => {
  const port = `
import { Process } from './python/multiprocessing.ts';
await Promise.all(files.map(async (file) => {
  const p = new Process({ target, args: [file] });
  p.start();
  await p.join();
}));`;
  expect(waits(port)).toEqual(NOTHING);
});

test('finds a blocking sleep in the callback of a list', () => {
  const port = `
import { Thread } from './python/threading.ts';
import { sleep } from './python/time.ts';
files.forEach((file) => {
  new Thread({ target, args: [file] }).start();
  sleep(3);
});`;
  expect(waits(port).places).toEqual(['5: sleep(3)']);
});
