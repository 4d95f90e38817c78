import { expect, test } from 'vitest';
import { found, NOTHING } from '../../support/port-source.ts';

const joins = (files: Parameters<typeof found>[1], line?: string) =>
  found({ find: 'missing-join', ...(line !== undefined && { line }) }, files);

test('finds the start of a task that nobody joins, and what prints too early', () => {
  const port = `
import { Process } from './python/multiprocessing.ts';
const p1 = new Process({ target });
p1.start();
const p2 = new Process({ target });
p2.start();
await p1.join();
console.log('all done');`;
  expect(joins(port, 'all done')).toEqual({
    places: ['5: p2.start()'],
    related: ["7: console.log('all done')"],
  });
});

test('prefers a join that nobody awaits', () => {
  const port = `
import { Thread } from './python/threading.ts';
const [t1, t2] = [new Thread({ target }), new Thread({ target })];
t1.start();
t2.start();
t1.join();
await t2.join();`;
  expect(joins(port)).toEqual({ places: ['5: t1.join()'], related: [] });
});

test('says so where several places fit', () => {
  const port = `
import { Thread } from './python/threading.ts';
const [t1, t2] = [new Thread({ target }), new Thread({ target })];
t1.start();
t2.start();`;
  expect(joins(port).places).toEqual(['3: t1.start()', '4: t2.start()']);
});

test('finds the start in a loop', () => {
  const port = `
import { Thread } from './python/threading.ts';
const threads: Thread[] = [];
for (const file of files) threads.push(new Thread({ target, args: [file] }));
for (const t of threads) t.start();`;
  expect(joins(port).places).toEqual(['4: t.start()']);
});

test.each([
  ['a loop', 'for (const t of threads) await t.join();'],
  ['Promise.all', 'await Promise.all(threads.map((t) => t.join()));'],
  [
    'a kept list of promises',
    'const ends = threads.map((t) => t.join());\nawait Promise.all(ends);',
  ],
  [
    'a helper function',
    'async function over(t) { await t.join(); }\nfor (const t of threads) await over(t);',
  ],
  [
    'a helper function that returns the promise',
    'const over = (t) => t.join();\nfor (const t of threads) await over(t);',
  ],
])('knows joins in %s', (_, joining) => {
  const port = `
import { Thread } from './python/threading.ts';
const threads = files.map((file) => new Thread({ target, args: [file] }));
for (const t of threads) t.start();
${joining}`;
  expect(joins(port)).toEqual(NOTHING);
});

test('finds a join in a helper function that nobody awaits', () => {
  const port = `
import * as threading from './python/threading.ts';
const t = new threading.Thread({ target });
t.start();
function over(task) {
  task.join();
}
over(t);`;
  expect(joins(port).places).toEqual(['5: task.join()']);
});

test('finds the call of a helper function that returns a join, and is not awaited', () => {
  const port = `
import { Thread } from './python/threading.ts';
const over = (task) => task.join();
const t = new Thread({ target });
t.start();
over(t);`;
  expect(joins(port).places).toEqual(['5: over(t)']);
});

test('finds a forEach that waits for none of the joins', () => {
  const port = `
import { Thread } from './python/threading.ts';
const threads = files.map((file) => new Thread({ target, args: [file] }));
threads.forEach(async (t) => {
  t.start();
  await t.join();
});
console.log('all done');`;
  expect(joins(port).places).toEqual(['3: threads.forEach(async (t) => {']);
});

test('does not ask for the join of a daemon', () => {
  const port = `
import { Thread } from './python/threading.ts';
new Thread({ target, daemon: true }).start();`;
  expect(joins(port)).toEqual(NOTHING);
});

test('finds a race that is over when the first child is', () => {
  const port = `
import { fork } from 'node:child_process';
import { once } from 'node:events';
const children = files.map((file) => fork('child.js', [file]));
await Promise.race(children.map((child) => once(child, 'exit')));`;
  expect(joins(port).places).toEqual([
    "4: await Promise.race(children.map((child) => once(child, 'exit')))",
  ]);
});

test.each([
  ['once', "await once(child, 'exit');"],
  ['a listener', "child.on('exit', () => console.log('over'));"],
  ['a listener for the close', "child.once('close', () => console.log('over'));"],
])('knows the wait for a process of plain Node by %s', (_, wait) => {
  const port = `
import { spawn } from 'node:child_process';
import { once } from 'node:events';
const child = spawn('node', ['child.js']);
${wait}`;
  expect(joins(port)).toEqual(NOTHING);
});

test('knows the wait in a chain of listeners', () => {
  const port = `
import { spawn } from 'node:child_process';
const ends = new Promise((resolve, reject) => {
  spawn('node', ['child.js']).once('error', reject).once('close', resolve);
});
await ends;`;
  expect(joins(port)).toEqual(NOTHING);
});

test('knows the join of a class that waits for itself', () => {
  const port = `
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
class Download extends Worker {
  end = once(this, 'exit');
}
const t = new Download('./child.js');
await t.end;`;
  expect(joins(port)).toEqual(NOTHING);
});

test('does not ask for the join of a Worker that is unreferenced', () => {
  const port = `
import { Worker } from 'node:worker_threads';
new Worker('./child.js').unref();`;
  expect(joins(port)).toEqual(NOTHING);
});

test('finds a process of plain Node that nobody waits for', () => {
  const port = `
import cp from 'node:child_process';
const child = cp.spawn('node', ['child.js']);
child.stdout.on('data', console.log);`;
  expect(joins(port).places).toEqual(["2: cp.spawn('node', ['child.js'])"]);
});

test('finds what gathers downloads and is not awaited', () => {
  const port = `
import { gather, sleep } from './python/asyncio.ts';
async function download(file) {
  console.log(file);
  await sleep(1);
}
async function main() {
  gather(download('a'), download('b'));
  console.log('all done');
}
await main();`;
  expect(joins(port, 'all done')).toEqual({
    places: ["7: gather(download('a'), download('b'))"],
    related: ["8: console.log('all done')"],
  });
});

test('finds the join that comes only after the line is printed', () => {
  const port = `
import { Thread } from './python/threading.ts';
const t = new Thread({ target });
t.start();
console.log('all done');
await t.join();`;
  expect(joins(port, 'all done')).toEqual({
    places: ['5: await t.join()'],
    related: ["4: console.log('all done')"],
  });
});

test('finds a fork whose process id nobody waits for', () => {
  const port = `
import { fork, waitpid } from './python/os.ts';
const pid1 = fork();
const pid2 = fork();
await waitpid(pid2, 0);`;
  expect(joins(port).places).toEqual(['2: fork()']);
});

test('finds how main waits where it joins nothing', () => {
  const port = `
import { Condition, Thread } from './python/threading.ts';
const condition = new Condition();
for (const file of files) new Thread({ target, args: [condition] }).start();
condition.acquire();
condition.waitFor(() => shelf.files > 0);
condition.release();`;
  expect(joins(port).places).toEqual(['5: condition.waitFor(() => shelf.files > 0)']);
});

test('finds the clock that is read before the join', () => {
  const port = `
import { Thread } from './python/threading.ts';
const start = Date.now();
const t = new Thread({ target });
t.start();
const end = Date.now();
console.log('took', end - start);
await t.join();`;
  expect(joins(port, 'took')).toEqual({
    places: ['5: Date.now()'],
    related: ['7: await t.join()', "6: console.log('took', end - start)"],
  });
});
