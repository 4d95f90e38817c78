// @ts-check
// Sleeps and timers under the virtual clock: each is over when the harness says so. A blocked wait
// is a gate. A timer is a real Timeout of Node's that is never due, which keeps the event loop
// alive, or not, just as the program's own would; the harness sends word when it is over.
'use strict';

const net = require('node:net');
const fs = require('node:fs');
const timers = require('node:timers');
const promises = require('node:timers/promises');
const { promisify } = require('node:util');
const { emit, gate, takeGate } = require('./channel.cjs');

/** As long as a timer of Node's can be, in milliseconds: 25 days. */
const NEVER = 0x7fffffff;

/** A delay of one millisecond, which is also what none means, is a turn and no sleep. */
const TURN = 1;

const {
  setTimeout: realTimeout,
  clearTimeout: realClear,
  setImmediate: realImmediate,
} = globalThis;
const { setTimeout: realSleep, setInterval: realRepeat } = promises;

let count = 0;
/** @type {number | undefined} */
let bell;
/** @typedef {{ id: number, timeout: NodeJS.Timeout, call: () => void, milliseconds: number, repeat: boolean }} Timer */
/** @type {Map<number, Timer>} */
const pending = new Map();
/** @type {WeakMap<object, Timer>} */
const known = new WeakMap();

/** Where the harness rings for a timer. A socket: a file read would hold one of libuv's threads. */
function openBell() {
  const { number, file } = takeGate();
  const { O_RDONLY, O_NONBLOCK } = fs.constants;
  const socket = new net.Socket({ fd: fs.openSync(file, O_RDONLY | O_NONBLOCK), writable: false });
  let rest = '';
  socket.on('data', (data) => {
    const rows = (rest + data).split('\n');
    rest = rows.pop() ?? '';
    // Each in a turn of its own, as Node has it: between two timers run the promises of the first.
    const [first, ...others] = rows;
    for (const row of others) realImmediate(fire, Number(row));
    if (first !== undefined) fire(Number(first));
  });
  socket.unref(); // The program's own timers keep it alive, not this.
  return number;
}

/** What Node makes of a delay. @param {any} delay */
function delayOf(delay) {
  const milliseconds = Number(delay);
  return milliseconds >= 1 && milliseconds <= NEVER ? Math.trunc(milliseconds) : 1;
}

/** @param {Timer} timer */
function arm(timer) {
  bell ??= openBell();
  count += 1;
  timer.id = count;
  pending.set(count, timer);
  emit('timer', { id: count, seconds: timer.milliseconds / 1000, bell });
}

/** @param {Timer} timer */
function disarm(timer) {
  if (pending.delete(timer.id)) emit('cancel', { id: timer.id });
}

/** @param {number} id */
function fire(id) {
  const timer = pending.get(id);
  if (timer === undefined) return;
  pending.delete(id);
  if (timer.milliseconds > TURN) emit('wake', { id });
  if (timer.repeat) arm(timer);
  else realClear(timer.timeout);
  timer.call();
}

/**
 * @param {(...args: any[]) => void} callback
 * @param {any} delay
 * @param {any[]} args
 * @param {boolean} repeat
 */
function start(callback, delay, args, repeat) {
  if (typeof callback !== 'function') return realTimeout(callback, delay); // Throws as Node does.
  const timeout = realTimeout(() => {}, NEVER);
  const call = () => callback.apply(timeout, args);
  const timer = { id: 0, timeout, call, milliseconds: delayOf(delay), repeat };
  known.set(timeout, timer);
  const refresh = () => {
    disarm(timer);
    arm(timer);
    return timeout;
  };
  const close = () => {
    clear(timeout);
    return timeout;
  };
  Object.assign(timeout, { refresh, close, [Symbol.dispose]: close });
  arm(timer);
  return timeout;
}

/** @param {any} timeout */
function clear(timeout) {
  const number = typeof timeout === 'number' || typeof timeout === 'string';
  const timer = number
    ? [...pending.values()].find((other) => Number(other.timeout) === Number(timeout))
    : known.get(Object(timeout));
  if (timer !== undefined) disarm(timer);
  realClear(timeout);
}

/** @type {any} */
const setTimeout = (
  /** @type {any} */ callback,
  /** @type {any} */ delay,
  /** @type {any[]} */ ...args
) => start(callback, delay, args, false);
/** @type {any} */
const setInterval = (
  /** @type {any} */ callback,
  /** @type {any} */ delay,
  /** @type {any[]} */ ...args
) => start(callback, delay, args, true);

/**
 * @param {any} delay
 * @param {any} value
 * @param {any} options
 */
function sleep(delay, value, options) {
  const signal = options?.signal;
  // What is wrong with the arguments, or an abort that has come, Node itself says best.
  if (signal?.aborted || (options !== undefined && typeof options !== 'object')) {
    return realSleep(1, value, options);
  }
  return new Promise((resolve, reject) => {
    const abort = () => {
      clear(timeout);
      realSleep(1, undefined, { signal }).catch(reject); // With the very error that Node gives.
    };
    const timeout = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve(value);
    }, delay);
    if (options?.ref === false) timeout.unref();
    signal?.addEventListener('abort', abort, { once: true });
  });
}

/**
 * Ticks go on while the program does something else between two: what it has missed comes at once.
 * @param {any} delay
 * @param {any} value
 * @param {any} options
 */
async function* repeat(delay, value, options) {
  const signal = options?.signal;
  // What is wrong with the arguments, or an abort that has come, Node itself says best.
  if (signal?.aborted || (options !== undefined && typeof options !== 'object')) {
    yield* realRepeat(1, value, options);
  }
  let missed = 0;
  let tell = () => {};
  const timeout = setInterval(() => {
    missed += 1;
    tell();
  }, delay);
  if (options?.ref === false) timeout.unref();
  const abort = () => {
    clear(timeout);
    tell();
  };
  signal?.addEventListener('abort', abort, { once: true });
  try {
    while (!signal?.aborted) {
      if (missed === 0) {
        await new Promise((resolve) => {
          tell = () => resolve(undefined);
        });
      }
      for (; missed > 0; missed -= 1) yield value;
    }
    yield* realRepeat(1, value, { signal }); // With the very error that Node gives.
  } finally {
    clear(timeout);
    signal?.removeEventListener('abort', abort);
  }
}

/** How often this thread sent something that may have held shared memory. */
let sent = 0;
/** Memory that this thread made, by how much it had sent then. @type {WeakMap<object, number>} */
const made = new WeakMap();

/** Nobody else can know this memory, and so nobody notifies who waits there: a sleep. */
const isPrivate = (/** @type {any} */ array) => made.get(array.buffer) === sent;

function ownMemory() {
  const { SharedArrayBuffer: Real, MessagePort, BroadcastChannel } = globalThis;
  const Own = new Proxy(Real, {
    construct(target, args, newTarget) {
      const memory = Reflect.construct(target, args, newTarget);
      made.set(memory, sent);
      return memory;
    },
  });
  Object.defineProperty(Real.prototype, 'constructor', { value: Own });
  globalThis.SharedArrayBuffer = Own;
  // Worker's constructor and postMessage end in a port, too.
  for (const { prototype } of [MessagePort, BroadcastChannel]) {
    const { postMessage } = prototype;
    prototype.postMessage = /** @param {any[]} args */ function (...args) {
      sent += 1;
      return /** @type {any} */ (postMessage).apply(this, args);
    };
  }
}

function ownWaits() {
  const { wait, notify } = Atomics;
  // Two arrays on one shared memory are other objects in each thread: this tells which is meant.
  const place = (/** @type {any} */ array, /** @type {any} */ index) =>
    `${array.buffer.byteLength}:${array.byteOffset + Number(index) * array.BYTES_PER_ELEMENT}`;
  /** @type {any} */ (Atomics).notify = (
    /** @type {any} */ array,
    /** @type {any} */ index,
    /** @type {any} */ most,
  ) => {
    emit('notify', { place: place(array, index) });
    return notify(array, index, most);
  };
  /** @type {any} */ (Atomics).wait = (
    /** @type {any} */ array,
    /** @type {any} */ index,
    /** @type {any} */ value,
    /** @type {any} */ timeout,
  ) => {
    const milliseconds = timeout === undefined ? Number.POSITIVE_INFINITY : Number(timeout);
    if (!(milliseconds > 0 && milliseconds < Number.POSITIVE_INFINITY)) {
      return wait(array, index, value, timeout);
    }
    const now = wait(array, index, value, 0);
    if (now !== 'timed-out') return now;
    count += 1;
    const id = count;
    const where = isPrivate(array) ? {} : { place: place(array, index) };
    gate('sleep', { id, seconds: milliseconds / 1000, ...where });
    emit('wake', { id });
    return wait(array, index, value, 0);
  };
}

function install() {
  /** @type {any} */ (setTimeout)[promisify.custom] = sleep;
  globalThis.setTimeout = timers.setTimeout = setTimeout;
  globalThis.setInterval = timers.setInterval = setInterval;
  globalThis.clearTimeout = timers.clearTimeout = clear;
  globalThis.clearInterval = timers.clearInterval = clear;
  Object.assign(promises, { setTimeout: sleep, setInterval: repeat });
  Object.defineProperty(promises.scheduler, 'wait', {
    configurable: true,
    value: (/** @type {any} */ delay, /** @type {any} */ options) =>
      sleep(delay, undefined, options),
  });
  AbortSignal.timeout = (milliseconds) => {
    const controller = new AbortController();
    const reason = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    setTimeout(() => controller.abort(reason), milliseconds).unref();
    return controller.signal;
  };
  ownMemory();
  ownWaits();
}

module.exports = { install };
