// @ts-check
// node:timers/promises with timers of the runtime. Each promise settles as many microtasks after its
// timer as Node's own.
'use strict';

const promises = require('node:timers/promises');
const { replace } = require('./likeness.cjs');

/** @import { Timers } from './internals.d.ts' */
/** @typedef {{ signal?: AbortSignal, ref?: boolean }} Options */

const { setInterval: realRepeat } = promises;
const realSleep = /** @type {(...args: unknown[]) => Promise<unknown>} */ (promises.setTimeout);

/** As Node's own class, which it does not export. */
class AbortError extends Error {
  /** @param {AbortSignal} signal */
  constructor(signal) {
    super('The operation was aborted', { cause: signal.reason });
    this.code = 'ABORT_ERR';
    this.name = 'AbortError';
  }
}

/**
 * Whether Node itself is to reject the arguments, or an abort that has come.
 * @param {unknown} delay
 * @param {Options} options
 */
function isForNode(delay, options = {}) {
  if (delay !== undefined && typeof delay !== 'number') return true;
  if (options === null || typeof options !== 'object') return true;
  const { signal, ref } = options;
  if (ref !== undefined && typeof ref !== 'boolean') return true;
  return signal !== undefined && (typeof signal?.aborted !== 'boolean' || signal.aborted);
}

/**
 * A `finally` that takes as many microtasks as Node's own.
 * @param {Promise<unknown>} promise
 * @param {() => void} last
 */
const finallyAsNode = (promise, last) =>
  new Promise((resolve, reject) => {
    new Promise((...both) => promise.then(...both)).finally(last).then(resolve, reject);
  });

/** @param {Pick<Timers, 'setTimeout' | 'setInterval' | 'clear'>} timers */
function install({ setTimeout, setInterval, clear }) {
  /**
   * @param {unknown} delay
   * @param {unknown} value
   * @param {Options} options
   */
  function sleep(delay, value, options = {}) {
    if (isForNode(delay, options)) return realSleep(delay, value, options);
    const { signal, ref = true } = options;
    const { promise, resolve, reject } = Promise.withResolvers();
    const timeout = setTimeout(resolve, delay, value);
    if (!ref) timeout.unref();
    if (signal === undefined) return promise;
    const abort = () => {
      clear(timeout);
      reject(new AbortError(signal));
    };
    signal.addEventListener('abort', abort);
    return finallyAsNode(promise, () => signal.removeEventListener('abort', abort));
  }

  /**
   * Ticks go on while the program does something else: those that it missed come at once.
   * @param {unknown} delay
   * @param {unknown} value
   * @param {Options} options
   */
  async function* repeat(delay, value, options = {}) {
    if (isForNode(delay, options)) {
      yield* realRepeat(/** @type {number} */ (delay), value, options);
      return;
    }
    const { signal, ref = true } = options;
    let missed = 0;
    /** @type {((error?: unknown) => void) | undefined} */
    let tell;
    const timeout = setInterval(() => {
      missed += 1;
      tell?.();
      tell = undefined;
    }, delay);
    if (!ref) timeout.unref();
    const abort = () => {
      clear(timeout);
      if (signal !== undefined) tell?.(Promise.reject(new AbortError(signal)));
      tell = undefined;
    };
    signal?.addEventListener('abort', abort, { once: true });
    try {
      while (!signal?.aborted) {
        if (missed === 0) {
          await new Promise((resolve) => {
            tell = resolve;
          });
        }
        for (; missed > 0; missed -= 1) yield value;
      }
      throw new AbortError(/** @type {AbortSignal} */ (signal));
    } finally {
      clear(timeout);
      signal?.removeEventListener('abort', abort);
    }
  }

  replace(promises, 'setTimeout', () => sleep); // Also for util.promisify(setTimeout).
  repeat.prototype = realRepeat.prototype;
  replace(promises, 'setInterval', () => repeat);
  const { scheduler } = promises;
  replace(
    Object.getPrototypeOf(scheduler),
    'wait',
    (real) =>
      function (delay, options) {
        if (this !== scheduler) return Reflect.apply(real, this, [delay, options]);
        return sleep(delay, undefined, options);
      },
  );
}

/**
 * Each promise of a turn of the event loop counts as a step.
 * @param {() => void} step
 */
function watchTurns(step) {
  const stepping = (/** @type {Function} */ real) =>
    /** @this {unknown} @param {unknown[]} args */
    function (...args) {
      step();
      return Reflect.apply(real, this, args);
    };
  replace(promises, 'setImmediate', stepping);
  replace(Object.getPrototypeOf(promises.scheduler), 'yield', stepping);
}

module.exports = { install, watchTurns };
