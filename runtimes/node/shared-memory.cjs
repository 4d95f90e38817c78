// @ts-check
// Which shared memory is private to this thread: it made the memory and has sent it nowhere. Nobody can
// notify a wait there, so a wait with a deadline is a sleep.
'use strict';

const { replace } = require('./likeness.cjs');
const { send } = require('./polls.cjs');

/** So many objects of a message are looked at; a larger message may hold any memory. */
const OBJECTS = 1000;

/** How often this thread sent something that may hold any memory. */
let sent = 0;
/** Memory that this thread made, with `sent` at that time. @type {WeakMap<object, number>} */
const made = new WeakMap();

/** @param {ArrayBufferView} array */
const isPrivate = (array) => made.get(array.buffer) === sent;

/**
 * The memory that a message holds is no longer private.
 * @param {unknown} message
 */
function publish(message) {
  const seen = new Set();
  /** @type {unknown[]} */
  const rest = [message];
  while (rest.length > 0) {
    const value = rest.pop();
    if (value === null || typeof value !== 'object' || seen.has(value)) continue;
    seen.add(value);
    const parts = seen.size > OBJECTS ? undefined : partsOf(value);
    if (parts === undefined) {
      sent += 1;
      return;
    }
    rest.push(...parts);
  }
}

/** @param {object} value @returns {unknown[] | undefined} undefined if it has getters, which may return anything */
function partsOf(value) {
  if (value instanceof SharedArrayBuffer) {
    made.delete(value);
    return [];
  }
  if (ArrayBuffer.isView(value)) return [value.buffer];
  if (value instanceof Map) return [...value.keys(), ...value.values()];
  if (value instanceof Set) return [...value];
  const properties = Object.values(Object.getOwnPropertyDescriptors(value));
  if (properties.some(({ get }) => get !== undefined)) return undefined;
  return properties.map((property) => property.value);
}

function install() {
  replace(globalThis, 'SharedArrayBuffer', (Real) => ({
    construct(args, newTarget) {
      const memory = Reflect.construct(Real, args, newTarget);
      made.set(memory, sent);
      return memory;
    },
  }));
  // The constructor of Worker and its postMessage end in a port.
  for (const { prototype } of [MessagePort, BroadcastChannel]) {
    replace(
      prototype,
      'postMessage',
      (real) =>
        function (...args) {
          publish(args[0]);
          send();
          return Reflect.apply(real, this, args);
        },
    );
  }
}

module.exports = { isPrivate, install };
