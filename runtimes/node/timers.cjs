// @ts-check
// Replaces by timers of the harness, under the virtual clock, all by which a program sets a timer.
'use strict';

const fs = require('node:fs');
const timers = require('node:timers');
const { promisify } = require('node:util');
const { isMainThread } = require('node:worker_threads');
const { answerBy } = require('./bell.cjs');
const { before, opening } = require('./doors.cjs');
const { replace } = require('./likeness.cjs');
const pending = require('./pending-timers.cjs');
const { step } = require('./polls.cjs');

/** @import { Timeout, Timers } from './internals.d.ts' */

const { setImmediate: realImmediate } = globalThis;
const { clear } = pending;

/** @type {Timers['setTimeout']} */
const setTimeout = (callback, delay, ...args) => pending.start(callback, delay, args);
/** @type {Timers['setInterval']} */
const setInterval = (callback, delay, ...args) =>
  pending.start(callback, delay, args, { repeat: true });
/** @type {Timers['setDeadline']} */
const setDeadline = (callback, delay, ...args) =>
  pending.start(callback, delay, args, { waits: true });

/** @type {Timers} */
const ours = { setTimeout, setInterval, setDeadline, clear };

/** The methods of a Timeout. */
function ownMethods() {
  const { methods } = pending;
  replace(
    methods,
    'refresh',
    (real) =>
      /** @this {Timeout} */
      function () {
        return pending.restart(this) ? this : Reflect.apply(real, this, []);
      },
  );
  replace(
    methods,
    'close',
    () =>
      /** @this {Timeout} */
      function () {
        clear(this);
        return this;
      },
  );
  replace(
    methods,
    Symbol.dispose,
    () =>
      /** @this {Timeout} */
      function () {
        clear(this);
      },
  );
  replace(
    methods,
    Symbol.toPrimitive,
    (real) =>
      /** @this {Timeout} */
      function () {
        const number = Reflect.apply(real, this, []);
        pending.keepNumber(number, this);
        return number;
      },
  );
}

const PROMISES = 'timers/promises';

/** @param {object} owner a function or module that has timers/promises as a property */
const openingPromises = (owner) => opening(PROMISES, owner, [promisify.custom, 'promises']);

function ownFunctions() {
  const own = { setTimeout, setInterval, clearTimeout: clear, clearInterval: clear };
  for (const [name, call] of Object.entries(own)) {
    const made = replace(globalThis, name, (real) => ({ call, properties: openingPromises(real) }));
    Object.assign(timers, { [name]: made });
  }
  timers.setImmediate = replace(globalThis, 'setImmediate', (real) => ({
    call(/** @type {unknown[]} */ ...args) {
      step(true);
      return real(...args);
    },
    properties: openingPromises(real),
  }));
  Object.defineProperties(timers, openingPromises(timers));
  before(PROMISES, () => {
    const promises = require('./timer-promises.cjs');
    promises.install(ours);
    promises.watchTurns(() => step(true));
  });
}

/** The timers of other functions of Node. */
function ownOthers() {
  replace(AbortSignal, 'timeout', (real) => (milliseconds) => {
    const isRight = Number.isInteger(milliseconds) && milliseconds >= 0 && milliseconds < 2 ** 32;
    if (!isRight) return Reflect.apply(real, AbortSignal, [milliseconds]); // Throws as Node does.
    const controller = new AbortController();
    const reason = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    setDeadline(() => controller.abort(reason), milliseconds).unref();
    return controller.signal;
  });
  require('./waits.cjs').install(ours);
  require('./net-door.cjs').install(ours);
  replace(fs, 'watchFile', (real) => (...args) => {
    return require('./watched-files.cjs').watchFile(real, args, ours);
  });
  replace(fs, 'watch', (real) => (...args) => {
    require('./listeners.cjs').reportWatch();
    return real(...args);
  });
}

function install() {
  ownMethods();
  answerBy(pending.fire);
  // A Worker runs its program in a turn of its event loop: there its immediates come first.
  if (isMainThread) realImmediate(pending.callEarly).unref();
  ownFunctions();
  ownOthers();
}

/**
 * Load a module that takes timers from node:timers when it is loaded, for deadlines.
 * @template T
 * @param {() => T} load
 * @returns {T}
 */
function withDeadlines(load) {
  const { setTimeout: after, clearTimeout: off } = timers;
  Object.assign(timers, { setTimeout: setDeadline, clearTimeout: clear });
  try {
    return load();
  } finally {
    Object.assign(timers, { setTimeout: after, clearTimeout: off });
  }
}

module.exports = { install, withDeadlines };
