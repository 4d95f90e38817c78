// @ts-check
// Which shared memory only this thread can know: what it made and has sent nowhere. Whoever waits
// there with a deadline is not notified by anybody, and sleeps.
'use strict';

const { replace } = require('./likeness.cjs');
const { send } = require('./polls.cjs');

/** As many objects of a message are looked at; in a larger one there may be any memory. */
const OBJECTS = 1000;

/** How often this thread sent something of which it is not known what memory it held. */
let sent = 0;
/** Memory that this thread made, by `sent` as it was then. @type {WeakMap<object, number>} */
const made = new WeakMap();

/** @param {ArrayBufferView} array */
const isPrivate = (array) => made.get(array.buffer) === sent;

/**
 * Take note of the memory that a message holds.
 * @param {any} message
 */
function publish(message) {
  const seen = new Set();
  /** @type {any[]} */
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

/** @param {any} value @returns {any[] | undefined} undefined where only running it would tell */
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
  // Worker's constructor and postMessage end in a port, too.
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
