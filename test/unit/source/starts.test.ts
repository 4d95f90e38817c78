import { expect, test } from 'vitest';
import { found, NOTHING } from '../../support/port-source.ts';

type Files = Parameters<typeof found>[1];
const guard = (files: Files) => found({ find: 'missing-guard' }, files);
const forStart = (files: Files) => found({ find: 'call-for-start' }, files);

const MAIN = `import { Process } from './python/multiprocessing.ts';
async function main() {
  const p = new Process({ target: download });
  p.start();
  await p.join();
}
`;

test('finds the call that starts the program without a guard', () => {
  expect(guard(`${MAIN}await main();`)).toEqual({ places: ['7: await main()'], related: [] });
  expect(guard(`${MAIN}main();`).places).toEqual(['7: main()']);
});

test('finds the first start at the top level without a guard', () => {
  const port = `
import * as mp from './python/multiprocessing.ts';
for (const file of files) {
  const p = new mp.Process({ target: download });
  p.start();
}`;
  expect(guard(port).places).toEqual(['4: p.start()']);
});

test.each([
  ['import.meta.main', 'if (import.meta.main) await main();'],
  ['require.main', 'if (require.main === module) main();'],
  ['&&', 'import.meta.main && main();'],
  ['nothing that starts', 'console.log(1);'],
])('finds no missing guard with %s', (_, end) => {
  expect(guard(MAIN + end)).toEqual(NOTHING);
});

test('finds run() of a task', () => {
  const port = `
import { Thread } from './python/threading.ts';
class Download extends Thread {
  run() { super.run(); }
}
const [t1, t2] = [new Download(), new Thread({ target })];
t1.run();
for (const t of [t1, t2]) t.run();`;
  expect(forStart(port).places).toEqual(['6: t1.run()', '7: t.run()']);
});

test('does not take the run() of asyncio for the run() of a task', () => {
  const port = "import { run } from './python/asyncio.ts';\nawait run(main());";
  expect(forStart(port)).toEqual(NOTHING);
});

test('finds a target that is called instead of named', () => {
  const port = `
import { Process } from './python/multiprocessing.ts';
function download(file) {}
const p = new Process({ target: download('a') as never });
p.start();`;
  expect(forStart(port).places).toEqual(["3: download('a')"]);
});

test('finds the call of a target in main', () => {
  const port = `
import { Process } from './python/multiprocessing.ts';
function download(file) {}
function save(file) {}
const [p1, p2] = [new Process({ target: download }), new Process({ target: save })];
p1.start();
save('a');`;
  expect(forStart(port).places).toEqual(["6: save('a')"]);
});

test('finds downloads that are promises in main', () => {
  const port = `
import { setTimeout as sleep } from 'node:timers/promises';
async function download(file) {
  console.log(file);
  await sleep(1000);
}
await Promise.all(['a', 'b'].map((file) => download(file)));`;
  expect(forStart(port).places).toEqual(['6: download(file)']);
});

test('does not take what a worker does for what main does', () => {
  const port = `
import { isMainThread, Worker } from 'node:worker_threads';
import { setTimeout as sleep } from 'node:timers/promises';
async function download(file) {
  console.log(file);
  await sleep(1000);
}
if (isMainThread) {
  new Worker(import.meta.filename);
} else {
  await download('a');
}`;
  expect(forStart(port)).toEqual(NOTHING);
});
