// @ts-check
// What a program sees of a timer under the virtual clock. Node's own is never due, but shows what the
// program gave it, and is the asynchronous resource in which the callback runs.
'use strict';

const { AsyncResource } = require('node:async_hooks');

/** As long as a timer of Node's can be, in milliseconds: 25 days. */
const NEVER = 0x7fffffff;

/** As many lists of timers, each of its own delay: none is due within 24 days. */
const LISTS = 2 ** 20;

const nothing = () => {};

/** How a Timeout names what an AsyncResource names otherwise. */
const SYMBOLS = {
  asyncId: 'async_id_symbol',
  triggerId: 'trigger_async_id_symbol',
  kAsyncContextFrame: 'context_frame',
};

/** @param {object} object */
const symbolsOf = (object) =>
  new Map(Object.getOwnPropertySymbols(object).map((symbol) => [symbol.description, symbol]));

/** @type {[symbol, symbol][] | undefined} */
let pairs;

/** @param {object} timeout any of Node's; nothing is known where another Node has other symbols */
function learn(timeout) {
  const theirs = symbolsOf(timeout);
  const ours = symbolsOf(new AsyncResource('Timeout'));
  const found = Object.entries(SYMBOLS).map(([name, other]) => [theirs.get(name), ours.get(other)]);
  if (found.flat().every((symbol) => symbol !== undefined)) pairs = /** @type {any} */ (found);
}

/**
 * How the callback of a timer is called.
 * @param {any} timeout
 * @param {(...args: any[]) => void} callback
 * @param {any[]} args
 * @returns {() => void}
 */
function caller(timeout, callback, args) {
  if (pairs === undefined) {
    const context = new AsyncResource('Timeout');
    return () => context.runInAsyncScope(callback, timeout, ...args);
  }
  const known = pairs;
  return () => {
    for (const [theirs, ours] of known) {
      const property = { configurable: true, enumerable: false, value: timeout[theirs] };
      Object.defineProperty(timeout, ours, property);
    }
    AsyncResource.prototype.runInAsyncScope.call(timeout, callback, timeout, ...args);
  };
}

/** Node keeps timers of one delay in one list. @param {number} milliseconds */
const listOf = (milliseconds) => NEVER - (milliseconds % LISTS);

/** Let Node find it in its list. @param {any} timeout @param {number} milliseconds */
function restore(timeout, milliseconds) {
  if (timeout._onTimeout) timeout._idleTimeout = listOf(milliseconds);
}

/** Take it out of its list, as Node does before its callback. @param {any} timeout */
function unlink(timeout) {
  const { _idlePrev: before, _idleNext: after } = timeout;
  if (before) before._idleNext = after;
  if (after) after._idlePrev = before;
  Object.assign(timeout, { _idlePrev: null, _idleNext: null });
}

module.exports = { NEVER, nothing, learn, caller, listOf, restore, unlink };
