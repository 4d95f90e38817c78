// @ts-check
// Who waits where in shared memory: a table that all threads of the process share, since each may
// wake any other. In it are the waits that have a deadline, which the harness lets go on, and,
// from the first of these on, those without one, which are Node's own: who came first is woken
// first. Without locks: a thread may be ended at any moment.
'use strict';

const { getEnvironmentData, setEnvironmentData, threadId } = require('node:worker_threads');

/** Where the table is handed on: a Worker gets a copy of its parent's environment data. */
const KEY = 'lockstep';

/** As many waits at a time as the table holds. */
const SLOTS = 4096;

// Words of the table's head: how many waits with a deadline there were, how many without one
// began before the first of these, how many waits there were, how many slots are in use or were.
const [TIMED, OLDER, TICKETS, USED, HEAD] = [0, 1, 2, 3, 4];
// Words of a slot. At the last, a thread that does not block is woken.
const [STATE, TICKET, THREAD, HIGH, LOW, CALL, SLOT] = [0, 1, 2, 3, 4, 5, 6];

/** States of a slot. The waiter is gone for good in the last. */
const [FREE, TAKEN, DEADLINE, ENDLESS, NOTIFIED, DEAD] = [0, 1, 2, 3, 4, 5];

const { load, store, add, exchange, compareExchange, wait: realWait, notify: realNotify } = Atomics;
const { waitAsync: realWaitAsync } = /** @type {any} */ (Atomics);
const HIGHER = 2 ** 32;

/** @type {Int32Array<SharedArrayBuffer> | undefined} */
let words;

/** The table, if the process has one already. */
function existing() {
  const memory = getEnvironmentData(KEY);
  if (memory !== undefined) words ??= new Int32Array(/** @type {any} */ (memory));
  return words;
}

/** The table; to be called before the first Worker is created. */
function table() {
  const found = existing();
  if (found !== undefined) return found;
  const memory = new SharedArrayBuffer((HEAD + SLOTS * SLOT) * Int32Array.BYTES_PER_ELEMENT);
  setEnvironmentData(KEY, /** @type {any} */ (memory));
  words = new Int32Array(memory);
  return words;
}

const at = (/** @type {number} */ slot) => HEAD + slot * SLOT;

/** Whether anybody has ever waited with a deadline: else Node itself does all. */
const isNeeded = () => (existing()?.[TIMED] ?? 0) > 0;

/**
 * Wait at an address of memory.
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
 * Wait no longer.
 * @param {number} slot
 * @returns {boolean} whether somebody has notified it
 */
function leave(slot) {
  const shared = table();
  realNotify(shared, at(slot) + CALL); // Where it does not block: it need not be called any more.
  return exchange(shared, at(slot) + STATE, FREE) === NOTIFIED;
}

/**
 * A promise that is fulfilled when the slot is notified, as late as Node's own would be.
 * @param {number} slot
 */
const called = (slot) => realWaitAsync(table(), at(slot) + CALL, 0).value;

/**
 * Wake those who wait at an address, in the order in which they came.
 * @param {number} address
 * @param {number} most
 * @param {(most: number) => number} wakeReal wakes those that wait without a deadline
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

/** Nobody of a thread waits any more. @param {number} thread */
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
 * A wait without a deadline begins before anybody has waited with one: it is older than all in the
 * table.
 * @returns {() => void} to be called when it is over
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
