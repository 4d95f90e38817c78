// @ts-check
// Atomics.wait, waitAsync and notify under the virtual clock. A wait with a deadline in memory that
// no other thread can know is a sleep. Any other stands in a table that all threads of the process
// share, and ends when it is notified, or when the harness says that its time is over.
'use strict';

const { emit, gate, nextId } = require('./channel.cjs');
const { exactly } = require('./clocks.cjs');
const { replace } = require('./likeness.cjs');
const { isPrivate, install: watchMemory } = require('./shared-memory.cjs');
const { send, step } = require('./polls.cjs');
const waiters = require('./waiters.cjs');

const { realWait, realNotify, realWaitAsync } = waiters;

/** @typedef {Int32Array<SharedArrayBuffer> | BigInt64Array<SharedArrayBuffer>} Cells */

/**
 * Where a cell lies in the process's memory.
 * @param {Cells} array
 * @param {any} index
 */
function placeOf(array, index) {
  const address = require('./memory-address.cjs').addressOf(array.buffer);
  if (address !== undefined)
    return address + array.byteOffset + Number(index) * array.BYTES_PER_ELEMENT;
  emit('unowned', {
    what: 'waits in shared memory that cannot be told from other (libuv’s threads are all busy): a notification may not reach it',
  });
  return array.byteOffset;
}

/** What a timeout of Atomics means, in milliseconds. @param {any} timeout */
function limitOf(timeout) {
  const milliseconds = timeout === undefined ? Number.POSITIVE_INFINITY : Number(timeout);
  return Number.isNaN(milliseconds) ? Number.POSITIVE_INFINITY : milliseconds;
}

/** @param {number} milliseconds */
function sleep(milliseconds) {
  const id = nextId();
  gate('sleep', { id, seconds: milliseconds / 1000 });
  exactly();
  emit('wake', { id });
}

/**
 * A wait without a deadline begins, which Node itself does; others must know who came first.
 * @param {Cells} array
 * @param {any} index
 * @returns {() => void} to be called when it is over
 */
function begin(array, index) {
  if (!waiters.isNeeded()) return waiters.older();
  realNotify(/** @type {any} */ (array), index, 0); // Throws for what is no array.
  const slot = waiters.enter(placeOf(array, index), false);
  return () => waiters.leave(slot);
}

/**
 * @param {Cells} array
 * @param {any} index
 * @param {any} value
 * @param {any} timeout
 */
function wait(array, index, value, timeout) {
  const limit = limitOf(timeout);
  if (!(limit > 0)) {
    step();
    return realWait(/** @type {any} */ (array), index, value, 0);
  }
  if (limit === Number.POSITIVE_INFINITY) {
    const end = begin(array, index);
    try {
      return realWait(/** @type {any} */ (array), index, value);
    } finally {
      end();
    }
  }
  const now = realWait(/** @type {any} */ (array), index, value, 0);
  if (now !== 'timed-out') return now;
  if (isPrivate(array)) {
    sleep(limit);
    return now;
  }
  const slot = waiters.enter(placeOf(array, index), true);
  // What has changed before it stood in the table has been notified in vain.
  if (realWait(/** @type {any} */ (array), index, value, 0) === 'not-equal') {
    return waiters.leave(slot) ? 'ok' : 'not-equal';
  }
  const id = nextId();
  while (gate('wait', { id, seconds: limit / 1000 }) && !waiters.isNotified(slot));
  exactly();
  const notified = waiters.leave(slot);
  emit('resume', { id, timedOut: !notified });
  return notified ? 'ok' : 'timed-out';
}

/**
 * @param {Cells} array
 * @param {any} index
 * @param {any} most
 */
function notify(array, index, most) {
  send();
  if (!waiters.isNeeded()) return realNotify(/** @type {any} */ (array), index, most);
  const none = realNotify(/** @type {any} */ (array), index, 0); // Throws as Node does.
  if (!(array.buffer instanceof SharedArrayBuffer)) return none;
  const count = most === undefined ? Number.POSITIVE_INFINITY : Math.trunc(Number(most)) || 0;
  return waiters.notify(placeOf(array, index), count, (some) =>
    realNotify(/** @type {any} */ (array), index, some),
  );
}

/** @param {{ setDeadline: any, clear: (timeout: any) => void }} timers */
function install({ setDeadline, clear }) {
  /**
   * @param {Cells} array
   * @param {any} index
   * @param {any} value
   * @param {any} timeout
   */
  function waitAsync(array, index, value, timeout) {
    const limit = limitOf(timeout);
    const now = limit > 0 ? realWaitAsync(array, index, value, 0) : undefined;
    if (limit === Number.POSITIVE_INFINITY) {
      const end = begin(array, index);
      const result = realWaitAsync(array, index, value);
      Promise.resolve(result.value).then(end);
      return result;
    }
    if (now?.value !== 'timed-out') return realWaitAsync(array, index, value, 0);
    const slot = waiters.enter(placeOf(array, index), true);
    if (realWaitAsync(array, index, value, 0).value === 'not-equal') {
      waiters.leave(slot);
      return { async: false, value: 'not-equal' };
    }
    const { promise, resolve } = Promise.withResolvers();
    let isOver = false;
    const end = () => {
      if (isOver) return;
      isOver = true;
      clear(deadline);
      resolve(waiters.leave(slot) ? 'ok' : 'timed-out');
    };
    // Node keeps no program alive for it.
    const deadline = setDeadline(end, limit).unref();
    waiters.called(slot).then(end);
    return { async: true, value: promise };
  }
  for (const [name, own] of Object.entries({ wait, notify, waitAsync })) {
    replace(Atomics, name, () => own);
  }
  replace(Atomics, 'pause', (real) => (...args) => {
    step();
    return real(...args);
  });
  watchMemory();
}

module.exports = { install };
