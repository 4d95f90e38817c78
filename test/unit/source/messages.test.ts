import { expect, test } from 'vitest';
import { found, NOTHING } from '../../support/port-source.ts';

type Files = Parameters<typeof found>[1];
const early = (files: Files) => found({ find: 'sent-too-early' }, files);
const unanswered = (files: Files) => found({ find: 'unanswered-wait' }, files);
const inMain = (files: Files) => found({ find: 'sleep-in-main' }, files);

test('finds an item that is put before the sleep, in a loop too', () => {
  const port = `
import { Queue } from './python/multiprocessing/queues.ts';
import { sleep } from './python/time.ts';
export function download(queue: Queue<string>) {
  for (const file of ['a', 'b']) {
    queue.put(file);
    sleep(5);
  }
}`;
  expect(early(port)).toEqual({ places: ['5: queue.put(file)'], related: [] });
});

test('finds an event that is set before a helper function sleeps', () => {
  const port = `
import { Event } from './python/threading.ts';
import * as time from './python/time.ts';
const rest = () => time.sleep(5);
export function download(done: Event) {
  done.set();
  rest();
}`;
  expect(early(port).places).toEqual(['5: done.set()']);
});

test('finds a message to the parent of plain Node that is sent before the sleep', () => {
  const port = `
import { setTimeout as sleep } from 'node:timers/promises';
process.send('done');
await sleep(1000);`;
  expect(early(port).places).toEqual(["2: process.send('done')"]);
});

test('finds a second question before the answer to the first', () => {
  const port = `
import { type Connection } from './python/multiprocessing/connection.ts';
async function ask(conn: Connection) {
  for (const file of files) conn.send(file);
  for (const file of files) await conn.recv();
}`;
  expect(early(port).places).toEqual(['3: conn.send(file)']);
});

test('finds no message that is sent after the sleep', () => {
  const port = `
import { type Connection } from './python/multiprocessing/connection.ts';
import { sleep } from './python/time.ts';
async function answer(conn: Connection) {
  while (true) {
    await conn.recv();
    sleep(5);
    conn.send('done');
  }
}`;
  expect(early(port)).toEqual(NOTHING);
});

test('finds the change after which nobody is woken, and who waits', () => {
  const port = `
const done = new Int32Array(new SharedArrayBuffer(4));
Atomics.wait(done, 0, 0);
export const work = () => Atomics.add(done, 0, 1);`;
  expect(unanswered(port)).toEqual({
    places: ['3: Atomics.add(done, 0, 1)'],
    related: ['2: Atomics.wait(done, 0, 0)'],
  });
});

test('finds the change under a condition that nobody is told of', () => {
  const port = `
import { Condition } from './python/threading.ts';
export function work(shelf, condition: Condition) {
  condition.acquire();
  shelf.files += 1;
  condition.release();
}
const condition = new Condition();
condition.acquire();
condition.waitFor(() => shelf.files === 2);
condition.release();`;
  expect(unanswered(port)).toEqual({
    places: ['4: shelf.files += 1'],
    related: ['9: condition.waitFor(() => shelf.files === 2)'],
  });
});

const pipe = (child: string, main: string) => `
import { type Connection, Pipe } from './python/multiprocessing/connection.ts';
import { Process } from './python/multiprocessing.ts';
export async function answer(conn: Connection, other: Connection) {
  ${child}
  while (true) conn.send(await conn.recv());
}
const [conn, other] = Pipe();
const p = new Process({ target: answer, args: [other, conn] });
p.start();
other.close();
conn.send('a');
${main}
await p.join();`;

test('finds the join of a child that waits for the end of a pipe', () => {
  expect(unanswered(pipe('other.close();', ''))).toEqual({
    places: ['13: await p.join()'],
    related: ['7: conn'],
  });
});

test('finds the copy of an end that a child leaves open', () => {
  expect(unanswered(pipe('', 'conn.close();')).places).toEqual(['3: other: Connection']);
});

test('finds the items after which no last one says so', () => {
  const port = `
import { Queue } from './python/multiprocessing/queues.ts';
export function download(queue: Queue<string | null>) {
  for (const file of files) queue.put(file);
}
export async function save(queue: Queue<string | null>) {
  while ((await queue.get()) !== null) print('saved');
}`;
  expect(unanswered(port)).toEqual({
    places: ['3: queue.put(file)'],
    related: ['6: await queue.get()'],
  });
});

test('finds the list that ends with the last item', () => {
  const port = `
import { Queue } from './python/asyncio.ts';
const queue = new Queue<string | null>();
for (const file of ['a', 'b', null]) {
  await queue.put(file);
}
await queue.get();`;
  expect(unanswered(port)).toEqual({
    places: ["3: ['a', 'b', null]"],
    related: ['6: await queue.get()'],
  });
});

test('finds the last item that is put in a loop', () => {
  const port = `
import { Queue } from './python/multiprocessing/queues.ts';
const queue = new Queue<string | null>();
for (const file of files) {
  queue.put(file);
  queue.put(null);
}
await queue.get();`;
  expect(unanswered(port).places).toEqual(['5: queue.put(null)']);
});

test('finds the wait for an event that nobody sets', () => {
  const port = `
import { Event } from './python/threading.ts';
const done = new Event();
done.wait();`;
  expect(unanswered(port).places).toEqual(['3: done.wait()']);
});

test('finds the wait for a message that the child never sends', () => {
  const port = `
import { fork } from 'node:child_process';
import { once } from 'node:events';
const child = fork('child.js');
await once(child, 'message');
child.send('go');
if (process.send) await once(process, 'message');`;
  expect(unanswered(port).places).toEqual(["4: await once(child, 'message')"]);
});

test('finds no wait where all is answered', () => {
  expect(unanswered(pipe('other.close();', 'conn.close();')).places).toEqual([
    '5: await conn.recv()',
  ]);
  expect(unanswered('f();')).toEqual(NOTHING);
});

test('finds a sleep of main while its tasks run', () => {
  const port = `
import { Thread } from './python/threading.ts';
import { sleep } from './python/time.ts';
const rest = () => sleep(3);
new Thread({ target }).start();
rest();`;
  expect(inMain(port).places).toEqual(['3: sleep(3)']);
});

test('does not take the sleep of a task for one of main', () => {
  const port = `
import { isMainThread, Worker } from 'node:worker_threads';
import { setTimeout as sleep } from 'node:timers/promises';
if (isMainThread) new Worker(import.meta.filename);
else await sleep(1000);`;
  expect(inMain(port)).toEqual(NOTHING);
});
