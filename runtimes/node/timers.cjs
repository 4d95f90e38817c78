// @ts-check
// Timers under the virtual clock: each is over when the harness says so. A timer is a real Timeout
// of Node's that is never due, which keeps the event loop alive, or not, just as the program's own
// would; the harness sends word when it is over.
'use strict';

const fs = require('node:fs');
const timers = require('node:timers');
const { promisify } = require('node:util');
const { isMainThread } = require('node:worker_threads');
const { answerBy, callRung, numberOfBell } = require('./bell.cjs');
const { emit, nextId } = require('./channel.cjs');
const { exactly } = require('./clocks.cjs');
const { before, opening } = require('./doors.cjs');
const { replace } = require('./likeness.cjs');
const { step } = require('./polls.cjs');
const { NEVER, nothing, learn, caller, listOf, restore, unlink } = require('./timeouts.cjs');

/** A delay of one millisecond, which is also what none means, is a turn and no sleep. */
const TURN = 1;

const {
  setTimeout: realTimeout,
  clearTimeout: realClear,
  setImmediate: realImmediate,
} = globalThis;
/** @type {() => void} */
let realRefresh;

/**
 * @typedef {object} Timer
 * @property {number} id another one whenever it is set
 * @property {any} timeout one of Node's
 * @property {bigint} due in nanoseconds of the harness's time
 * @property {() => void} call
 * @property {object} shown
 * @property {number} milliseconds
 * @property {boolean} repeat
 * @property {boolean} waits it is the deadline of something, and no sleep
 * @property {boolean} cleared
 * @property {boolean} idle Node sets it for a server, whether there is anybody to serve or not
 */
/** @type {Map<number, Timer>} */
const pending = new Map();
/** @type {WeakMap<object, Timer>} */
const known = new WeakMap();
/** By the number that a program has asked for. @type {Map<number, Timer>} */
const numbered = new Map();

/**
 * What is over before the event loop turns for the first time, since the program has been busy, comes
 * before all immediates.
 */
function callEarly() {
  const now = exactly();
  if ([...pending.values()].some(({ due }) => due <= now)) callRung();
}

/** What Node makes of a delay. @param {any} delay */
function delayOf(delay) {
  const milliseconds = Number(delay);
  return milliseconds >= 1 && milliseconds <= NEVER ? Math.trunc(milliseconds) : 1;
}

/**
 * @param {Timer} timer
 * @param {number} [passed] how much of its time is over, in milliseconds
 */
function arm(timer, passed = 0) {
  const bell = numberOfBell();
  timer.id = nextId();
  timer.due = exactly() + BigInt(timer.milliseconds - passed) * 1_000_000n;
  pending.set(timer.id, timer);
  const { id, milliseconds, waits, idle } = timer;
  // What has missed its time is due in Node's next turn.
  const left = passed === 0 ? {} : { rest: Math.max(milliseconds - passed, TURN) / 1000 };
  emit('timer', {
    id,
    seconds: milliseconds / 1000,
    bell,
    ...left,
    ...(waits && { waits }),
    ...(idle && { idle }),
  });
}

/** @param {Timer} timer */
function disarm({ id, waits }) {
  if (!pending.delete(id)) return;
  emit('cancel', { id });
  if (waits) emit('resume', { id, timedOut: false });
}

/** @param {number} id */
function fire(id) {
  const timer = pending.get(id);
  if (timer === undefined) return;
  pending.delete(id);
  const begin = exactly();
  if (timer.waits) emit('resume', { id, timedOut: true });
  else if (timer.milliseconds > TURN) emit('wake', { id });
  unlink(timer.timeout);
  try {
    timer.call();
  } finally {
    // After the callback, as Node does it: what that has set comes first.
    if (timer.repeat && !timer.cleared) {
      disarm(timer);
      relist(timer);
      arm(timer, Number((exactly() - begin) / 1_000_000n));
    } else if (!pending.has(timer.id)) {
      release(timer);
      if (!timer.cleared) Object.assign(timer.timeout, timer.shown); // Node changes only one that is cleared.
    }
  }
}

/** Put it into Node's list again. @param {Timer} timer */
function relist({ timeout, milliseconds, shown }) {
  restore(timeout, milliseconds);
  realRefresh.call(timeout);
  Object.assign(timeout, shown);
}

/** It keeps the program alive no longer. @param {Timer} timer */
function release(timer) {
  restore(timer.timeout, timer.milliseconds);
  realClear(timer.timeout);
  for (const [number, other] of numbered) if (other === timer) numbered.delete(number);
}

/** By this node:http looks every 30 s for requests that take too long. */
const CONNECTIONS_CHECK = 'bound checkConnections';

/**
 * @param {(...args: any[]) => void} callback
 * @param {any} delay
 * @param {any[]} args
 * @param {Partial<Timer>} [options]
 */
function start(callback, delay, args, { repeat = false, waits = false } = {}) {
  const isOdd = delay !== undefined && !(delay >= TURN && delay <= NEVER);
  // Throws, or warns, as Node does.
  if (typeof callback !== 'function' || isOdd) realClear(realTimeout(callback, delay));
  const milliseconds = delayOf(delay);
  const timeout = realTimeout(nothing, listOf(milliseconds));
  const call = caller(timeout, callback, args);
  const idle = repeat && callback.name === CONNECTIONS_CHECK;
  const shown = {
    _idleTimeout: milliseconds,
    _idleStart: Number(exactly() / 1_000_000n),
    _onTimeout: callback,
    _timerArgs: args.length > 0 ? args : undefined,
    _repeat: repeat ? milliseconds : null,
  };
  const timer = {
    id: 0,
    due: 0n,
    timeout,
    call,
    shown,
    milliseconds,
    repeat,
    waits,
    cleared: false,
    idle,
  };
  known.set(timeout, timer);
  Object.assign(timeout, shown);
  arm(timer);
  return timeout;
}

/** @param {any} timeout */
function clear(timeout) {
  const number = typeof timeout === 'number' || typeof timeout === 'string';
  const timer = number ? numbered.get(Number(timeout)) : known.get(Object(timeout));
  if (timer === undefined) {
    realClear(timeout);
    return;
  }
  timer.cleared = true;
  disarm(timer);
  release(timer);
  timer.timeout._idleTimeout = -1; // Also where it has rung: to refresh it keeps nothing alive.
}

/** @type {any} */
const setTimeout = (
  /** @type {any} */ callback,
  /** @type {any} */ delay,
  /** @type {any[]} */ ...args
) => start(callback, delay, args);
/** @type {any} */
const setInterval = (
  /** @type {any} */ callback,
  /** @type {any} */ delay,
  /** @type {any[]} */ ...args
) => start(callback, delay, args, { repeat: true });
/** @type {any} */
const setDeadline = (
  /** @type {any} */ callback,
  /** @type {any} */ delay,
  /** @type {any[]} */ ...args
) => start(callback, delay, args, { waits: true });

/** What a Timeout can do, for those that are the harness's. */
function ownMethods() {
  const probe = realTimeout(nothing, NEVER);
  realClear(probe);
  learn(probe);
  const prototype = Object.getPrototypeOf(probe);
  realRefresh = prototype.refresh;
  replace(
    prototype,
    'refresh',
    (real) =>
      function () {
        const timer = known.get(this);
        if (timer === undefined || timer.cleared) return Reflect.apply(real, this, []);
        disarm(timer);
        // Where it has rung, Node's own has been cleared, and is to keep the program alive again.
        this._onTimeout = nothing;
        relist(timer);
        arm(timer);
        return this;
      },
  );
  replace(
    prototype,
    'close',
    () =>
      function () {
        clear(this);
        return this;
      },
  );
  replace(
    prototype,
    Symbol.dispose,
    () =>
      function () {
        clear(this);
      },
  );
  replace(
    prototype,
    Symbol.toPrimitive,
    (real) =>
      function () {
        const number = Reflect.apply(real, this, []);
        const timer = known.get(this);
        if (timer !== undefined && !timer.cleared) numbered.set(number, timer);
        return number;
      },
  );
}

const PROMISES = 'timers/promises';

/** @param {any} owner a function or a module that leads there */
const openingPromises = (owner) => opening(PROMISES, owner, [promisify.custom, 'promises']);

function install() {
  ownMethods();
  answerBy(fire);
  // A Worker runs its program in a turn of its loop: there its immediates come first.
  if (isMainThread) realImmediate(callEarly).unref();
  const own = { setTimeout, setInterval, clearTimeout: clear, clearInterval: clear };
  for (const [name, call] of Object.entries(own)) {
    /** @type {any} */ (timers)[name] = replace(globalThis, name, (real) => ({
      call,
      properties: openingPromises(real),
    }));
  }
  replace(AbortSignal, 'timeout', (real) => (milliseconds) => {
    const isRight = Number.isInteger(milliseconds) && milliseconds >= 0 && milliseconds < 2 ** 32;
    if (!isRight) return Reflect.apply(real, AbortSignal, [milliseconds]); // Throws as Node does.
    const controller = new AbortController();
    const reason = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    setDeadline(() => controller.abort(reason), milliseconds).unref();
    return controller.signal;
  });
  timers.setImmediate = replace(globalThis, 'setImmediate', (real) => ({
    call(/** @type {any[]} */ ...args) {
      step(true);
      return real(...args);
    },
    properties: openingPromises(real),
  }));
  Object.defineProperties(timers, openingPromises(timers));
  before(PROMISES, () => {
    const promises = require('./timer-promises.cjs');
    promises.install({ setTimeout, setInterval, clear });
    promises.watchTurns(() => step(true));
  });
  require('./waits.cjs').install({ setDeadline, clear });
  require('./net-door.cjs').install({ setDeadline, clear });
  replace(
    fs,
    'watchFile',
    (real) =>
      (...args) =>
        require('./watched-files.cjs').watchFile(real, args, { setInterval, clear }),
  );
  replace(fs, 'watch', (real) => (...args) => {
    require('./listeners.cjs').tellOfWatch();
    return real(...args);
  });
}

/**
 * Load a module that takes its timers from node:timers then, for deadlines.
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
