// @ts-check
// A table of the waits in shared memory. All threads of the process share it, since each may wake any
// other. It holds the waits with a deadline, which the harness ends. After the first of these it also
// holds those without one, which are Node's own: the first to come is woken first. It has no locks,
// since a thread may be terminated at any moment.
'use strict';

/** @import { Waits } from './internals.d.ts' */

const { getEnvironmentData, setEnvironmentData, threadId } = require('node:worker_threads');

/** Key of the table in the environment data, of which a Worker gets a copy. */
const KEY = 'lockstep';

/** How many waits the table can hold at a time. */
const SLOTS = 4096;

// Words of the table's head: how many waits with a deadline there were; how many waits without one
// began before the first of these; how many waits there were; how many slots are or were in use.
const [TIMED, OLDER, TICKETS, USED, HEAD] = [0, 1, 2, 3, 4];
// Words of a slot. A wait that does not block its thread is woken at CALL.
const [STATE, TICKET, THREAD, HIGH, LOW, CALL, SLOT] = [0, 1, 2, 3, 4, 5, 6];

/** States of a slot. DEAD: the waiting thread has ended. */
const [FREE, TAKEN, DEADLINE, ENDLESS, NOTIFIED, DEAD] = [0, 1, 2, 3, 4, 5];

const { load, store, add, exchange, compareExchange } = Atomics;
const {
  wait: realWait,
  notify: realNotify,
  waitAsync: realWaitAsync,
} = /** @type {Waits} */ (/** @type {unknown} */ (Atomics));
const HIGHER = 2 ** 32;

/** @type {Int32Array<SharedArrayBuffer> | undefined} */
let words;

/** The table, if the process has one. */
function existing() {
  const memory = getEnvironmentData(KEY);
  if (memory !== undefined) words ??= new Int32Array(/** @type {SharedArrayBuffer} */ (memory));
  return words;
}

/** The table; to be called before the first Worker is created. */
function table() {
  const found = existing();
  if (found !== undefined) return found;
  const memory = new SharedArrayBuffer((HEAD + SLOTS * SLOT) * Int32Array.BYTES_PER_ELEMENT);
  setEnvironmentData(KEY, /** @type {never} */ (memory)); // Its types leave shared memory out.
  words = new Int32Array(memory);
  return words;
}

const at = (/** @type {number} */ slot) => HEAD + slot * SLOT;

/** Whether any thread has ever waited with a deadline: otherwise Node does everything itself. */
const isNeeded = () => (existing()?.[TIMED] ?? 0) > 0;

/**
 * A wait at an address of memory begins.
 * @param {number} address
 * @param {boolean} timed
 * @returns {number} the slot
 */
function enter(address, timed) {
  const shared = table();
  let slot = 0;
  while (compareExchange(shared, at(slot) + STATE, FREE, TAKEN) !== FREE) {
    slot += 1;
    if (slot === SLOTS) throw new RangeError(`More than ${SLOTS} waits in shared memory at a time`);
  }
  for (let used = load(shared, USED); used <= slot; used = load(shared, USED)) {
    compareExchange(shared, USED, used, slot + 1);
  }
  if (timed) add(shared, TIMED, 1);
  store(shared, at(slot) + TICKET, add(shared, TICKETS, 1));
  store(shared, at(slot) + THREAD, threadId);
  store(shared, at(slot) + HIGH, Math.floor(address / HIGHER));
  store(shared, at(slot) + LOW, address % HIGHER);
  store(shared, at(slot) + STATE, timed ? DEADLINE : ENDLESS);
  return slot;
}

/** @param {number} slot */
const isNotified = (slot) => load(table(), at(slot) + STATE) === NOTIFIED;

/**
 * The wait ends.
 * @param {number} slot
 * @returns {boolean} whether it was notified
 */
function leave(slot) {
  const shared = table();
  realNotify(shared, at(slot) + CALL); // If it does not block: nobody needs to call it.
  return exchange(shared, at(slot) + STATE, FREE) === NOTIFIED;
}

/**
 * A promise that is fulfilled when the slot is notified, as late as Node's own.
 * @param {number} slot
 */
const called = (slot) =>
  /** @type {Promise<unknown>} */ (realWaitAsync(table(), at(slot) + CALL, 0).value);

/**
 * Wake the waits at an address, in the order in which they began.
 * @param {number} address
 * @param {number} most
 * @param {(most: number) => number} wakeReal wakes waits without a deadline
 * @returns {number} how many
 */
function notify(address, most, wakeReal) {
  const shared = table();
  let woken = wakeReal(Math.min(most, load(shared, OLDER)));
  const slots = Array.from({ length: load(shared, USED) }, (_, slot) => at(slot))
    .filter((slot) => isAt(slot, address))
    .sort((a, b) => load(shared, a + TICKET) - load(shared, b + TICKET));
  for (const slot of slots) {
    if (woken >= most) break;
    if (compareExchange(shared, slot + STATE, DEADLINE, NOTIFIED) === DEADLINE) {
      realNotify(shared, slot + CALL);
      woken += 1;
    } else if (compareExchange(shared, slot + STATE, ENDLESS, NOTIFIED) === ENDLESS) {
      woken += wakeReal(1);
    }
  }
  return woken + (woken < most ? wakeReal(most - woken) : 0);
}

/** @param {number} slot @param {number} address */
function isAt(slot, address) {
  const shared = table();
  const low = load(shared, slot + LOW) >>> 0;
  return load(shared, slot + HIGH) * HIGHER + low === address;
}

/** A thread ends: none of its waits goes on. @param {number} thread */
function dismiss(thread) {
  const shared = existing();
  for (let slot = 0; slot < (shared?.[USED] ?? 0); slot += 1) {
    if (shared?.[at(slot) + THREAD] !== thread) continue;
    for (const state of [DEADLINE, ENDLESS]) {
      compareExchange(shared, at(slot) + STATE, state, DEAD);
    }
  }
}

/**
 * A wait without a deadline begins before any with one: it is older than all in the table.
 * @returns {() => void} to be called when it ends
 */
function older() {
  const shared = existing();
  if (shared === undefined) return () => {};
  add(shared, OLDER, 1);
  return () => add(shared, OLDER, -1);
}

module.exports = {
  realWait,
  realNotify,
  realWaitAsync,
  table,
  isNeeded,
  enter,
  leave,
  isNotified,
  called,
  notify,
  dismiss,
  older,
};
