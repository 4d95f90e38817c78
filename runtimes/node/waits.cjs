// @ts-check
// Atomics.wait, waitAsync and notify under the virtual clock. A wait with a deadline in private memory
// is a sleep. Any other stands in a table that all threads of the process share, and ends when it is
// notified, or when the harness says that its deadline has passed.
'use strict';

const { emit, gate, nextId } = require('./channel.cjs');
const { exactly } = require('./clocks.cjs');
const { replace } = require('./likeness.cjs');
const { isPrivate, install: watchMemory } = require('./shared-memory.cjs');
const { send, step } = require('./polls.cjs');
const waiters = require('./waiters.cjs');

const { realWait, realNotify, realWaitAsync } = waiters;

/** @import { Cells, Timers } from './internals.d.ts' */

/**
 * The address of a cell in the process's memory.
 * @param {Cells} array
 * @param {unknown} index
 */
function addressOfCell(array, index) {
  const address = require('./memory-address.cjs').addressOf(array.buffer);
  if (address !== undefined)
    return address + array.byteOffset + Number(index) * array.BYTES_PER_ELEMENT;
  // libuv's threads are all busy.
  emit('unowned', { what: 'waits in unknown memory', where: null });
  return array.byteOffset;
}

/** The timeout of a wait in milliseconds, as Atomics reads it. @param {unknown} timeout */
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
 * A wait without a deadline begins. Node itself ends it, but the order of all waits must be known.
 * @param {Cells} array
 * @param {unknown} index
 * @returns {() => void} to be called when it ends
 */
function begin(array, index) {
  if (!waiters.isNeeded()) return waiters.older();
  realNotify(array, index, 0); // Throws as Node does.
  const slot = waiters.enter(addressOfCell(array, index), false);
  return () => waiters.leave(slot);
}

/**
 * @param {Cells} array
 * @param {unknown} index
 * @param {unknown} value
 * @param {unknown} timeout
 */
function wait(array, index, value, timeout) {
  const limit = limitOf(timeout);
  if (!(limit > 0)) {
    step();
    return realWait(array, index, value, 0);
  }
  if (limit === Number.POSITIVE_INFINITY) {
    const end = begin(array, index);
    try {
      return realWait(array, index, value);
    } finally {
      end();
    }
  }
  const now = realWait(array, index, value, 0);
  if (now !== 'timed-out') return now;
  if (isPrivate(array)) {
    sleep(limit);
    return now;
  }
  const slot = waiters.enter(addressOfCell(array, index), true);
  // A change before the wait stood in the table could not notify it.
  if (realWait(array, index, value, 0) === 'not-equal') {
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
 * @param {unknown} index
 * @param {unknown} most
 */
function notify(array, index, most) {
  send();
  if (!waiters.isNeeded()) return realNotify(array, index, most);
  const none = realNotify(array, index, 0); // Throws as Node does.
  if (!(array.buffer instanceof SharedArrayBuffer)) return none;
  const count = most === undefined ? Number.POSITIVE_INFINITY : Math.trunc(Number(most)) || 0;
  return waiters.notify(addressOfCell(array, index), count, (some) =>
    realNotify(array, index, some),
  );
}

/** @param {Timers} timers */
function install({ setDeadline, clear }) {
  /**
   * @param {Cells} array
   * @param {unknown} index
   * @param {unknown} value
   * @param {unknown} timeout
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
    const slot = waiters.enter(addressOfCell(array, index), true);
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
    // In Node it does not keep a program alive.
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
