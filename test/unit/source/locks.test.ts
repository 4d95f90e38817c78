import { expect, test } from 'vitest';
import { found, NOTHING } from '../../support/port-source.ts';

type Files = Parameters<typeof found>[1];
const missing = (files: Files) => found({ find: 'missing-lock' }, files);
const held = (files: Files) => found({ find: 'held-lock' }, files);
const early = (files: Files) => found({ find: 'read-before-lock' }, files);

/** A port with this target, which two threads run. */
const withTarget = (...target: string[]) => `import { Lock, Thread } from './python/threading.ts';
import { sleep } from './python/time.ts';
${target.join('\n')}
const lock = new Lock();
for (const n of [1, 2]) new Thread({ target: work, args: [lock] }).start();`;

const RIGHT = withTarget(
  'function work(lock) {',
  '  lock.acquire();',
  '  sleep(1);',
  '  lock.release();',
  '}',
);

test('finds a lock that each task makes for itself', () => {
  const port = withTarget(
    'function work() {',
    '  const own = new Lock();',
    '  own.acquire();',
    '  sleep(1);',
    '  own.release();',
    '}',
  );
  expect(missing(port)).toEqual({ places: ['4: new Lock()'], related: [] });
});

test('finds a lock that is acquired after the work, in a helper function too', () => {
  const port = withTarget(
    'function add(lock) {',
    '  sleep(1);',
    '  lock?.acquire();',
    '  lock?.release();',
    '}',
    'function work(lock) { add(lock); }',
  );
  expect(missing(port).places).toEqual(['5: lock?.acquire()']);
});

test('finds the work of a task that has a lock and does not acquire it', () => {
  const port = withTarget('function work(lock) {', '  sleep(1);', '}');
  expect(missing(port).places).toEqual(['4: sleep(1)']);
});

test('finds a lock that is never released', () => {
  const port = withTarget('function work(lock) {', '  lock.acquire();', '  sleep(1);', '}');
  expect(held(port)).toEqual({ places: ['4: lock.acquire()'], related: [] });
});

test('finds a loop that sleeps while it holds a lock', () => {
  const port = `
import { Condition as C } from './python/threading.ts';
import * as time from './python/time.ts';
const condition = new C();
condition.acquire();
while (files < 2) time.sleep(0.5);
condition.release();`;
  expect(held(port)).toEqual({
    places: ['5: time.sleep(0.5)'],
    related: ['4: condition.acquire()'],
  });
});

test('finds what is read before the lock is acquired', () => {
  const port = withTarget(
    'function work(lock, account) {',
    '  const balance = account.balance;',
    '  lock.acquire();',
    '  account.balance = balance + 1;',
    '  lock.release();',
    '}',
  );
  expect(early(port)).toEqual({
    places: ['4: account.balance'],
    related: ['5: lock.acquire()'],
  });
});

test('finds nothing wrong with a lock round the work', () => {
  expect(missing(RIGHT)).toEqual(NOTHING);
  expect(held(RIGHT)).toEqual(NOTHING);
  expect(early(RIGHT)).toEqual(NOTHING);
});

test('finds no locks where there are none', () => {
  expect([missing('f();'), held('f();'), early('f();')]).toEqual([NOTHING, NOTHING, NOTHING]);
});
