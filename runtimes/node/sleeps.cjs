// @ts-check
// Reports under the real clock when a task sleeps and wakes: in a timer, or blocked in Atomics.wait.
// With LOCKSTEP_SLEEP=none each sleep ends at once.
'use strict';

const timers = require('node:timers');
const { emit, nextId } = require('./channel.cjs');
const { replace } = require('./likeness.cjs');

/** @import { Timers } from './internals.d.ts' */
/** @typedef {Pick<Timers, 'setTimeout' | 'setInterval'> & { clearTimeout: Timers['clear'] }} Real */

const skip = process.env.LOCKSTEP_SLEEP === 'none';

/**
 * Report that a sleep begins. The returned function reports that it ends.
 * @param {number} milliseconds
 */
function begin(milliseconds) {
  const id = nextId();
  emit('sleep', { id, seconds: milliseconds / 1000 });
  return () => emit('wake', { id });
}

/** The delay that Node uses. @param {unknown} delay */
function delayOf(delay) {
  const milliseconds = Number(delay);
  return milliseconds >= 1 && milliseconds <= 0x7fffffff ? milliseconds : 1;
}

/** A delay of zero or one millisecond is a turn of the event loop and no sleep. */
const isSleep = (/** @type {number} */ milliseconds) => milliseconds > 1;

function ownTimers() {
  const {
    setTimeout: after,
    setInterval: every,
    clearTimeout: clear,
  } = /** @type {Real} */ (/** @type {unknown} */ (globalThis));
  /** @type {Timers['setTimeout']} */
  const timeout = (callback, delay, ...args) => {
    const milliseconds = delayOf(delay);
    if (typeof callback !== 'function' || !isSleep(milliseconds)) {
      return after(callback, delay, ...args);
    }
    const wake = begin(milliseconds);
    return after(
      /** @this {unknown} */
      function () {
        wake();
        return callback.apply(this, args); // `this` is the Timeout, as in Node.
      },
      skip ? 0 : milliseconds,
    );
  };
  /** @type {Timers['setInterval']} */
  const interval = (callback, delay, ...args) => {
    const milliseconds = delayOf(delay);
    if (typeof callback !== 'function' || !isSleep(milliseconds)) {
      return every(callback, delay, ...args);
    }
    let wake = begin(milliseconds);
    return every(
      /** @this {unknown} */
      function () {
        wake();
        wake = begin(milliseconds);
        return callback.apply(this, args);
      },
      skip ? 0 : milliseconds,
    );
  };

  timers.setTimeout = replace(globalThis, 'setTimeout', () => timeout);
  timers.setInterval = replace(globalThis, 'setInterval', () => interval);
  require('./timer-promises.cjs').install({
    setTimeout: timeout,
    setInterval: interval,
    clear,
  });
}

function ownWaits() {
  replace(Atomics, 'wait', (wait) => (array, index, value, timeout) => {
    const milliseconds = timeout === undefined ? Number.POSITIVE_INFINITY : Number(timeout);
    if (!(milliseconds > 0 && milliseconds < Number.POSITIVE_INFINITY)) {
      return wait(array, index, value, timeout);
    }
    const wake = begin(milliseconds);
    const result = wait(array, index, value, skip ? 0 : milliseconds);
    if (result === 'timed-out') wake(); // Otherwise it was notified, and is no sleep.
    return result;
  });
}

function install() {
  ownTimers();
  ownWaits();
}

module.exports = { install };
