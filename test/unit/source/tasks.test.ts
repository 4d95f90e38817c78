import { expect, test } from 'vitest';
import { found, NOTHING } from '../../support/port-source.ts';

type Files = Parameters<typeof found>[1];
const runsOn = (files: Files) => found({ find: 'child-branch' }, files);
const exits = (code: number | undefined, files: Files) =>
  found({ find: 'exit', ...(code !== undefined && { code }) }, files);

test('finds the if that a forked child goes past', () => {
  const port = `
import { fork, waitpid } from './python/os.ts';
const pid = fork();
if (pid === 0) {
  download();
}
await waitpid(pid, 0);`;
  expect(runsOn(port)).toEqual({ places: ['3: if (pid === 0)'], related: ['2: fork()'] });
});

test('finds the second fork that the first child comes by', () => {
  const port = `
import * as os from './python/os.ts';
const pid1 = os.fork();
const pid2 = os.fork();
if (pid1 === 0) os._exit(0);
if (pid2 === 0) os._exit(0);`;
  expect(runsOn(port)).toEqual({ places: ['3: os.fork()'], related: ['2: os.fork()'] });
});

test('finds nothing where each child ends', () => {
  const port = `
import { _exit, fork } from './python/os.ts';
const pid1 = fork();
if (pid1 === 0) _exit(0);
const pid2 = fork();
if (pid2 === 0) { download(); _exit(0); }`;
  expect(runsOn(port)).toEqual(NOTHING);
});

test('finds what sets an exit code', () => {
  const port =
    "import { _exit } from './python/os.ts';\n_exit(0);\n_exit(1);\nprocess.exitCode = f();";
  expect(exits(1, port).places).toEqual(['3: _exit(1)']);
  expect(exits(7, port).places).toEqual(['4: process.exitCode = f()']);
  expect(exits(undefined, port).places).toHaveLength(3);
  expect(exits(1, 'f();')).toEqual(NOTHING);
});

test('finds where tasks of a kind are made', () => {
  const port = `
import { Thread } from './python/threading.ts';
import { Process as P } from './python/multiprocessing.ts';
const t = new Thread({ target });
for (const file of files) new P({ target, args: [file] }).start();
t.start();`;
  const made = (what: 'process' | 'thread' | 'lock') => found({ find: 'created', what }, port);
  expect(made('thread').places).toEqual(['3: new Thread({ target })']);
  expect(made('process').places).toEqual(['4: new P({ target, args: [file] })']);
  expect(made('lock')).toEqual(NOTHING);
});

test('finds the pool that makes the third task', () => {
  const port = `
import * as futures from './python/concurrent/futures.ts';
const first = new futures.ThreadPoolExecutor(2);
const second = new futures.ThreadPoolExecutor(2);`;
  expect(found({ find: 'created', what: 'thread', nth: 3 }, port).places).toEqual([
    '3: new futures.ThreadPoolExecutor(2)',
  ]);
});

test('finds the chunk size of a pool', () => {
  const port = `
import { Pool } from './python/multiprocessing/pool.ts';
const pool = new Pool(2);
await pool.map(f, files, 2);
await pool.map(f, files);`;
  expect(found({ find: 'chunked-map' }, port)).toEqual({
    places: ['3: await pool.map(f, files, 2)'],
    related: [],
  });
});

test('gives the place of what keeps a port from loading', () => {
  expect(found({ find: 'load-problem' }, 'enum A {}').places).toEqual(['1: enum A {}']);
  expect(found({ find: 'load-problem' }, 'f();')).toEqual(NOTHING);
});

const TASKS = `import { Process } from './python/multiprocessing.ts';
import { sleep } from './python/time.ts';
function download(file) {
  console.log('begun');
  sleep(5);
}
function save(seconds) {
  console.log('begun');
  sleep(60);
}
sleep(7.5 / 1000);
const tasks = ['a', 'b', 'c'].map((file) => new Process({ target: download, args: [file] }));
const saver = new Process({ target: save });
for (const p of tasks) p.start();
saver.start();
await saver.join();
for (const p of tasks) await p.join();
`;

test('finds where a task is created and joined by its name', () => {
  const created = (task: string) => found({ find: 'creation', task }, TASKS).places;
  const first = '12: new Process({ target: download, args: [file] })';
  expect(created('main.1')).toEqual([first]);
  expect(created('main.3')).toEqual([first]);
  expect(created('main.4')).toEqual(['13: new Process({ target: save })']);
  expect(created('main.5')).toEqual([]);
  expect(created('main.4.1')).toEqual([]);
  expect(found({ find: 'join', task: 'main.4' }, TASKS)).toEqual({
    places: ['16: await saver.join()'],
    related: ['13: new Process({ target: save })'],
  });
  expect(found({ find: 'join', task: 'main.9' }, TASKS)).toEqual(NOTHING);
});

test('finds what a task of a task creates', () => {
  const port = `
import { Thread } from './python/threading.ts';
const inner = () => new Thread({ target: f }).start();
new Thread({ target: inner }).start();`;
  expect(found({ find: 'creation', task: 'main.1.1' }, port).places).toEqual([
    '2: new Thread({ target: f })',
  ]);
});

test('finds the calls that one task makes, or that are given a number', () => {
  const sleeps = (more: { task?: string; literal?: number }) =>
    found({ find: 'calls', kinds: ['sleep'], ...more }, TASKS).places;
  expect(sleeps({ task: 'main' })).toEqual(['11: sleep(7.5 / 1000)']);
  expect(sleeps({ task: 'main.2' })).toEqual(['5: sleep(5)']);
  expect(sleeps({ task: 'main.4' })).toEqual(['9: sleep(60)']);
  expect(sleeps({ literal: 60 })).toEqual(['9: sleep(60)']);
  expect(sleeps({ literal: 7.5 })).toEqual(['11: sleep(7.5 / 1000)']);
  expect(sleeps({ literal: 7 })).toEqual([]);
});

test('finds a wait with a limit by its number', () => {
  const port = "import { Event } from './python/threading.ts';\nnew Event().wait(7.5 / 1000);";
  expect(found({ find: 'calls', kinds: ['timer'], literal: 7.5 }, port).places).toEqual([
    '2: new Event().wait(7.5 / 1000)',
  ]);
});

test('prefers what the named task prints', () => {
  const printing = (task: string) =>
    found({ find: 'printing', lines: ['begun'], task }, TASKS).places;
  expect(printing('main.1')).toEqual(["4: console.log('begun')"]);
  expect(printing('main.4')).toEqual(["8: console.log('begun')"]);
  expect(printing('main')).toHaveLength(2);
});

test('finds threads without a name', () => {
  const unnamed = (port: string) => found({ find: 'unnamed-task' }, port).places;
  const IMPORT = "import { Thread } from './python/threading.ts';\n";
  expect(
    unnamed(`${IMPORT}class A extends Thread { constructor() { super(); } }\nnew A();`),
  ).toEqual(['2: super()']);
  expect(unnamed(`${IMPORT}new Thread({ target });\nnew Thread({ target, name: 'a' });`)).toEqual([
    '2: new Thread({ target })',
  ]);
  expect(unnamed(`${IMPORT}class A extends Thread { constructor() { super({ name }); } }`)).toEqual(
    [],
  );
});
