import { expect, test } from 'vitest';
import { found, NOTHING } from '../../support/port-source.ts';

type Files = Parameters<typeof found>[1];
const held = (files: Files) => found({ find: 'held-output' }, files);
const lineEnds = (files: Files) => found({ find: 'line-end' }, files);
const relayed = (files: Files) => found({ find: 'relayed-output' }, files);
const shared = (files: Files) => found({ find: 'shared-variable' }, files);

test('finds what collects lines, and what prints them', () => {
  const port = `
const lines = [];
const print = (line) => lines.push(line);
for (const file of files) print(file);
console.log(lines.join('\\n'));`;
  expect(held(port)).toEqual({
    places: ['2: lines.push(line)'],
    related: ["4: console.log(lines.join('\\n'))"],
  });
});

test('finds lines that a loop prints later', () => {
  const port = "const lines = [];\nlines.push('a');\nfor (const line of lines) console.log(line);";
  expect(held(port).places).toEqual(["2: lines.push('a')"]);
});

test('does not take numbers whose sum is printed for lines', () => {
  expect(held('const times = [];\ntimes.push(1);\nconsole.log(sum(times));')).toEqual(NOTHING);
});

test.each([
  ['a line end too many', String.raw`console.log('a\n')`],
  ['a carriage return', String.raw`console.log('a\r')`],
  ['a carriage return before the end', String.raw`process.stdout.write('a\r\n')`],
  ['no line end', "process.stdout.write('a')"],
  ['no line end after a hole', `process.stdout.write(\`\${a}.\`)`],
  ['no line end in a format', "writeAll(1, format('%s.', a))"],
  ['no line end in another module', "fs.writeSync(1, 'a')"],
])('finds %s', (_, code) => {
  const port = `import fs from 'node:fs';
import { writeAll } from './python/builtins.ts';
${code};`;
  expect(lineEnds(port)).toEqual({ places: [`3: ${code}`], related: [] });
});

test.each([
  ['console.log', "console.log('a')"],
  ['a line end', String.raw`process.stdout.write('a\n')`],
  ['a text from elsewhere', 'process.stdout.write(text)'],
])('finds no wrong line end with %s', (_, code) => {
  expect(lineEnds(code)).toEqual(NOTHING);
});

test('finds a list that a process changes for itself', () => {
  const port = `
import { Process } from './python/multiprocessing.ts';
const queue = [];
function put(file) { queue.push(file); }
export function download() { put('a'); }
new Process({ target: download }).start();`;
  expect(shared(port)).toEqual({ places: ['2: queue'], related: [] });
});

test('finds a number that a Worker counts for itself', () => {
  const port = `
import { Thread as Task } from './python/threading.ts';
let done = 0;
new Task({ target: () => { done += 1; } }).start();`;
  expect(shared(port).places).toEqual(['2: done']);
});

test('finds the field of an object of which each thread has a copy', () => {
  const port = `
import { Thread } from './python/threading.ts';
export class Account {
  balance = 0;
}
export function deposit(account: Account) {
  account.balance += 1;
}
new Thread({ target: deposit, args: [new Account()] }).start();`;
  expect(shared(port).places).toEqual(['3: balance = 0;']);
});

test('finds nothing in shared memory', () => {
  const port = `
import { Thread } from './python/threading.ts';
export class Account {
  memory = new Int32Array(new SharedArrayBuffer(4));
  set balance(value: number) { Atomics.store(this.memory, 0, value); }
}
export function deposit(account: Account) {
  account.balance = 1;
}
new Thread({ target: deposit, args: [new Account()] }).start();`;
  expect(shared(port)).toEqual(NOTHING);
});

test('finds nothing that only main changes', () => {
  expect(shared('let done = 0;\nfunction main() { done += 1; }\nmain();')).toEqual(NOTHING);
});

test('finds the listener that prints what a child writes', () => {
  const port = `
import { fork } from 'node:child_process';
const children = files.map((file) => fork('child.js', [file], { silent: true }));
for (const { stdout } of children) stdout?.on('data', (text) => process.stdout.write(text));`;
  expect(relayed(port)).toEqual({
    places: ["3: stdout?.on('data', (text) => process.stdout.write(text))"],
    related: [],
  });
});

test('finds the message that a Worker sends in place of a line', () => {
  const port = `
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
const print = (text) => (isMainThread ? console.log(text) : parentPort?.postMessage(text));
if (isMainThread) new Worker(import.meta.filename).on('message', print);`;
  expect(relayed(port)).toEqual({
    places: ['2: parentPort?.postMessage(text)'],
    related: ["3: new Worker(import.meta.filename).on('message', print)"],
  });
});

test('finds what collects all output of a child', () => {
  const promised = `
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
const run = promisify(execFile);
console.log((await run('child.js')).stdout);`;
  expect(relayed(promised).places).toEqual(['3: promisify(execFile)']);
  const called =
    "import cp from 'child_process';\ncp.execFile('a', (_, text) => console.log(text));";
  expect(relayed(called).places).toEqual(["2: cp.execFile('a', (_, text) => console.log(text))"]);
});

test('finds nothing relayed where each task prints for itself', () => {
  const port =
    "import { fork } from 'node:child_process';\nfork('child.js').on('message', f);\nprocess.on('message', (text) => console.log(text));";
  expect(relayed(port)).toEqual(NOTHING);
});
