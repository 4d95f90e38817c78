// @ts-check
// The timers of a thread under the virtual clock. Each is a Timeout of Node that is never due, and keeps
// the event loop alive, or not, as the program's own would. The harness rings when a timer is due.
'use strict';

const { callRung, numberOfBell } = require('./bell.cjs');
const { emit, nextId } = require('./channel.cjs');
const { exactly } = require('./clocks.cjs');
const { NEVER, nothing, learn, caller, listOf, restore, unlink } = require('./timeouts.cjs');

/** @import { Callback, Timeout } from './internals.d.ts' */

/** Milliseconds. This delay, and no delay at all, is a turn of the event loop and no sleep. */
const TURN = 1;

const { setTimeout: real, clearTimeout: realClear } = globalThis;
const realTimeout = /** @type {(callback: unknown, delay: unknown) => Timeout} */ (
  /** @type {unknown} */ (real)
);

const probe = realTimeout(nothing, NEVER);
realClear(probe);
learn(probe);
/** The methods of all timers of Node. */
const methods = Object.getPrototypeOf(probe);
const realRefresh = methods.refresh;

/**
 * @typedef {object} Timer
 * @property {number} id another one whenever it is set
 * @property {Timeout} timeout Node's
 * @property {bigint} due in nanoseconds of the harness's time
 * @property {() => void} call calls the callback
 * @property {Partial<Timeout>} shown what the program sees of it
 * @property {number} milliseconds
 * @property {boolean} repeat
 * @property {boolean} waits it is the deadline of a wait, and no sleep
 * @property {boolean} cleared
 * @property {boolean} idle Node set it for a server, even if nobody is connected
 */
/** @type {Map<number, Timer>} */
const pending = new Map();
/** @type {WeakMap<object, Timer>} */
const known = new WeakMap();
/** By the number that the program asked for. @type {Map<number, Timer>} */
const numbered = new Map();

/** Call what is due before the event loop turns for the first time: it comes before all immediates. */
function callEarly() {
  const now = exactly();
  if ([...pending.values()].some(({ due }) => due <= now)) callRung();
}

/** The delay that Node uses. @param {unknown} delay */
function delayOf(delay) {
  const milliseconds = Number(delay);
  return milliseconds >= TURN && milliseconds <= NEVER ? Math.trunc(milliseconds) : TURN;
}

/**
 * @param {Timer} timer
 * @param {number} [passed] how much of its time has passed, in milliseconds
 */
function arm(timer, passed = 0) {
  const bell = numberOfBell();
  timer.id = nextId();
  timer.due = exactly() + BigInt(timer.milliseconds - passed) * 1_000_000n;
  pending.set(timer.id, timer);
  const { id, milliseconds, waits, idle } = timer;
  emit('timer', {
    id,
    seconds: milliseconds / 1000,
    bell,
    // A timer that has missed its time is due in Node's next turn.
    ...(passed > 0 && { rest: Math.max(milliseconds - passed, TURN) / 1000 }),
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

/** A timer is due. @param {number} id */
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
    // After the callback, as in Node: timers that it set come first.
    if (timer.repeat && !timer.cleared) {
      disarm(timer);
      relist(timer);
      arm(timer, Number((exactly() - begin) / 1_000_000n));
    } else if (!pending.has(timer.id)) {
      release(timer);
      if (!timer.cleared) Object.assign(timer.timeout, timer.shown); // Node changes a cleared one only.
    }
  }
}

/** Put the timer into Node's list again. @param {Timer} timer */
function relist({ timeout, milliseconds, shown }) {
  restore(timeout, milliseconds);
  realRefresh.call(timeout);
  Object.assign(timeout, shown);
}

/** The timer no longer keeps the program alive. @param {Timer} timer */
function release(timer) {
  restore(timer.timeout, timer.milliseconds);
  realClear(timer.timeout);
  for (const [number, other] of numbered) if (other === timer) numbered.delete(number);
}

/** The callback by which node:http looks every 30 s for requests that take too long. */
const CONNECTIONS_CHECK = 'bound checkConnections';

/**
 * @param {Callback} callback
 * @param {unknown} delay milliseconds
 * @param {unknown[]} args
 * @param {{ repeat?: boolean, waits?: boolean }} [options]
 */
function start(callback, delay, args, { repeat = false, waits = false } = {}) {
  const isOdd = delay !== undefined && !(Number(delay) >= TURN && Number(delay) <= NEVER);
  // Node raises its error, or warns.
  if (typeof callback !== 'function' || isOdd) realClear(realTimeout(callback, delay));
  const milliseconds = delayOf(delay);
  const timeout = realTimeout(nothing, listOf(milliseconds));
  const shown = {
    _idleTimeout: milliseconds,
    _idleStart: Number(exactly() / 1_000_000n),
    _onTimeout: callback,
    _timerArgs: args.length > 0 ? args : undefined,
    _repeat: repeat ? milliseconds : null,
  };
  /** @type {Timer} */
  const timer = {
    ...{ id: 0, due: 0n, timeout, call: caller(timeout, callback, args), shown, milliseconds },
    ...{ repeat, waits, cleared: false, idle: repeat && callback.name === CONNECTIONS_CHECK },
  };
  known.set(timeout, timer);
  Object.assign(timeout, shown);
  arm(timer);
  return timeout;
}

/** @param {unknown} timeout a Timeout, or its number */
function clear(timeout) {
  const isNumber = typeof timeout === 'number' || typeof timeout === 'string';
  const timer = isNumber ? numbered.get(Number(timeout)) : known.get(Object(timeout));
  if (timer === undefined) {
    realClear(/** @type {NodeJS.Timeout} */ (timeout));
    return;
  }
  timer.cleared = true;
  disarm(timer);
  release(timer);
  timer.timeout._idleTimeout = -1; // Even if it has fired: to refresh it keeps nothing alive.
}

/** Set a timer again. @param {Timeout} timeout @returns whether it is one of these, and not cleared */
function restart(timeout) {
  const timer = known.get(timeout);
  if (timer === undefined || timer.cleared) return false;
  disarm(timer);
  // If it has fired, Node's own is cleared, and must keep the program alive again.
  timeout._onTimeout = nothing;
  relist(timer);
  arm(timer);
  return true;
}

/** The program has asked for the number of a timer. @param {number} number @param {Timeout} timeout */
function keepNumber(number, timeout) {
  const timer = known.get(timeout);
  if (timer !== undefined && !timer.cleared) numbered.set(number, timer);
}

module.exports = { methods, start, clear, restart, keepNumber, fire, callEarly };
