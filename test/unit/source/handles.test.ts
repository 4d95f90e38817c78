import { expect, test } from 'vitest';
import { found, NOTHING } from '../../support/port-source.ts';

const open = (files: Parameters<typeof found>[1]) => found({ find: 'open-handle' }, files);

test.each([
  ['an interval', 'setInterval(() => {}, 1000);', 'setInterval(() => {}, 1000)'],
  ['a timeout', 'const a = setTimeout(() => {}, 60_000);', 'setTimeout(() => {}, 60_000)'],
  [
    'a timer of a module',
    "import * as timers from 'node:timers'; timers.setInterval(f, 1);",
    'timers.setInterval(f, 1)',
  ],
  [
    'a server',
    "import { createServer } from 'node:net'; createServer().listen(0);",
    'createServer().listen(0)',
  ],
  ['a listener', "process.on('message', f);", "process.on('message', f)"],
  [
    'a pool',
    "import { Pool } from './python/multiprocessing/pool.ts'; const pool = new Pool(2);",
    'new Pool(2)',
  ],
  [
    'a thread',
    "import { Thread } from './python/threading.ts'; new Thread({ target }).start();",
    'new Thread({ target }).start()',
  ],
])('finds %s that nobody closes', (_, port, code) => {
  expect(open(port)).toEqual({ places: [`1: ${code}`], related: [] });
});

test.each([
  ['an interval', 'const a = setInterval(f, 1); clearInterval(a);'],
  ['an interval of an object', 'const a = { timer: setInterval(f, 1) }; clearInterval(a.timer);'],
  ['a timeout', 'const a = setTimeout(f, 1); a.unref();'],
  ['a timeout at once', 'setTimeout(f, 1).unref();'],
  ['a sleep', 'const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));'],
  ['a server', "import net from 'node:net'; const s = net.createServer(); s.listen(0); s.close();"],
  ['a listener', "process.on('message', f); process.disconnect();"],
  [
    'a pool',
    "import { Pool } from './python/multiprocessing/pool.ts'; const p = new Pool(2); p.close();",
  ],
  [
    'a daemon',
    "import { Thread } from './python/threading.ts'; new Thread({ target, daemon: true }).start();",
  ],
])('finds nothing where somebody closes %s', (_, port) => {
  expect(open(port)).toEqual(NOTHING);
});

test('finds a timer in a helper function and in a loop', () => {
  const port = `
function watch(ms) {
  for (const n of [1, 2]) setTimeout(() => bark(n), ms);
}
watch(1000);`;
  expect(open(port).places).toEqual(['2: setTimeout(() => bark(n), ms)']);
});

test('knows a timer that a helper function clears', () => {
  const port = `
const stop = (timer) => clearTimeout(timer);
const timer = setTimeout(f, 60_000);
stop(timer);`;
  expect(open(port)).toEqual(NOTHING);
});

test('names the longest of several timers first', () => {
  const port = `
import { Timer } from './python/threading.ts';
new Timer(3, remind).start();
const alarm = new Timer(60, remind);
alarm.start();`;
  expect(open(port).places).toEqual(['4: alarm.start()', '2: new Timer(3, remind).start()']);
});

test('finds an interval before a timeout', () => {
  expect(open('setTimeout(f, 9000);\nsetInterval(f, 1);').places).toEqual(['2: setInterval(f, 1)']);
});
