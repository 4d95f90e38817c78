// @ts-check
// Timers under the virtual clock: each is over when the harness says so. A timer is a real Timeout
// of Node's that is never due, which keeps the event loop alive, or not, just as the program's own
// would; the harness sends word when it is over.
'use strict';

const fs = require('node:fs');
const timers = require('node:timers');
const { promisify } = require('node:util');
const { isMainThread } = require('node:worker_threads');
const { emit, gate, nextId, readSync, takeGate } = require('./channel.cjs');
const { exactly } = require('./clocks.cjs');
const { before, open } = require('./doors.cjs');
const { like, replace } = require('./likeness.cjs');
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

/** @type {{ number: number, descriptor: number } | undefined} */
let bell;
const early = Buffer.alloc(65_536);

/** Timers that are over, and whose callbacks have not been called. @type {number[]} */
const rung = [];

function callNext() {
  const id = rung.shift();
  if (id !== undefined) fire(id);
}

/** Hear the bell before the event loop does. @param {number} descriptor */
function hasRung(descriptor) {
  try {
    hear(early.toString('latin1', 0, readSync(descriptor, early)));
  } catch {
    return false; // EAGAIN.
  }
  return true;
}

/**
 * What is over before the event loop turns for the first time, since the program has been busy, comes
 * before all immediates. The harness rings for it when this thread waits.
 */
function callEarly() {
  const now = exactly();
  if (bell === undefined || ![...pending.values()].some(({ due }) => due <= now)) return;
  const id = nextId();
  while (gate('poll', { id, yields: true }) && !hasRung(bell.descriptor));
  hasRung(bell.descriptor);
  while (rung.length > 0) {
    callNext();
    /** @type {any} */ (process)._tickCallback();
  }
}

let rest = '';

/** @param {string} data what the harness has written to the bell */
function hear(data) {
  const rows = (rest + data).split('\n');
  rest = rows.pop() ?? '';
  // Between two run the ticks and promises of the first, and its immediates after all of them:
  // as between two of Node's timers.
  for (const row of rows) {
    rung.push(Number(row));
    realImmediate(callNext);
  }
}

/** Where the harness rings for a timer. A socket: a file read would hold one of libuv's threads. */
function openBell() {
  const net = require('node:net');
  const { number, file } = takeGate();
  const { O_RDONLY, O_NONBLOCK } = fs.constants;
  const descriptor = fs.openSync(file, O_RDONLY | O_NONBLOCK);
  const socket = new net.Socket({ fd: descriptor, writable: false });
  socket.on('data', hear);
  socket.unref(); // The program's own timers keep it alive, not this.
  return { number, descriptor };
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
  bell ??= openBell();
  timer.id = nextId();
  timer.due = exactly() + BigInt(timer.milliseconds - passed) * 1_000_000n;
  pending.set(timer.id, timer);
  const { id, milliseconds, waits, idle } = timer;
  // What has missed its time is due in Node's next turn.
  const left = passed === 0 ? {} : { rest: Math.max(milliseconds - passed, TURN) / 1000 };
  emit('timer', {
    id,
    seconds: milliseconds / 1000,
    bell: bell.number,
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

/**
 * The properties of a function or a module by which a program gets at node:timers/promises and does
 * not ask for it by its name, such that they open it first. Not all of them can be replaced in place.
 * @param {any} owner
 */
function openingPromises(owner) {
  /** @type {PropertyDescriptorMap} */
  const properties = {};
  for (const name of [promisify.custom, 'promises']) {
    const property = Object.getOwnPropertyDescriptor(owner, name);
    const get = property?.get;
    if (get === undefined) continue;
    const opening = like(get, () => {
      open(PROMISES);
      return Reflect.apply(get, owner, []);
    });
    properties[/** @type {string} */ (name)] = { ...property, get: opening };
  }
  return properties;
}

function install() {
  ownMethods();
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
