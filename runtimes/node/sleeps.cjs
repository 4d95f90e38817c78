// @ts-check
// Tells when a task sleeps and wakes: in a timer of any kind, or blocked in Atomics.wait. With
// LOCKSTEP_SLEEP=none each sleep is over at once.
'use strict';

const timers = require('node:timers');
const { emit } = require('./channel.cjs');
const { replace } = require('./likeness.cjs');

const skip = process.env.LOCKSTEP_SLEEP === 'none';
let count = 0;

/**
 * A sleep begins; the returned function says that it is over.
 * @param {number} milliseconds
 */
function begin(milliseconds) {
  count += 1;
  const id = count;
  emit('sleep', { id, seconds: milliseconds / 1000 });
  return () => emit('wake', { id });
}

/** What Node makes of a delay. @param {any} delay */
function delayOf(delay) {
  const milliseconds = Number(delay);
  return milliseconds >= 1 && milliseconds <= 0x7fffffff ? milliseconds : 1;
}

/** A delay of nothing, or of one millisecond, is a turn of the event loop and no sleep. */
const isSleep = (/** @type {number} */ milliseconds) => milliseconds > 1;

function ownTimers() {
  const { setTimeout: after, setInterval: every } = globalThis;
  const timeout = (
    /** @type {any} */ callback,
    /** @type {any} */ delay,
    /** @type {any[]} */ ...args
  ) => {
    const milliseconds = delayOf(delay);
    if (typeof callback !== 'function' || !isSleep(milliseconds)) {
      return after(callback, delay, ...args);
    }
    const wake = begin(milliseconds);
    return after(
      function () {
        wake();
        // @ts-expect-error `this` is the Timeout, as Node has it.
        return callback.apply(this, args);
      },
      skip ? 0 : milliseconds,
    );
  };
  const interval = (
    /** @type {any} */ callback,
    /** @type {any} */ delay,
    /** @type {any[]} */ ...args
  ) => {
    const milliseconds = delayOf(delay);
    if (typeof callback !== 'function' || !isSleep(milliseconds)) {
      return every(callback, delay, ...args);
    }
    let wake = begin(milliseconds);
    return every(
      function () {
        wake();
        wake = begin(milliseconds);
        // @ts-expect-error as above
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
    clear: clearTimeout,
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
    if (result === 'timed-out') wake(); // Else it was cut off, and no sleep.
    return result;
  });
}

function install() {
  ownTimers();
  ownWaits();
}

module.exports = { install };
