// @ts-check
// What a program sees of a timer under the virtual clock. Node's own timer is never due, but shows the
// values that the program gave, and is the asynchronous resource in which the callback runs.
'use strict';

const { AsyncResource } = require('node:async_hooks');

/** @import { Callback, Timeout } from './internals.d.ts' */

/** The longest delay of a timer in Node, in milliseconds: 25 days. */
const NEVER = 0x7fffffff;

/** How many lists of timers there are, one for each delay. No timer is due within 24 days. */
const LISTS = 2 ** 20;

const nothing = () => {};

/** Names of symbols of a Timeout, and of the same ones of an AsyncResource. */
const SYMBOLS = {
  asyncId: 'async_id_symbol',
  triggerId: 'trigger_async_id_symbol',
  kAsyncContextFrame: 'context_frame',
};

/** @param {object} object */
const symbolsOf = (object) =>
  new Map(Object.getOwnPropertySymbols(object).map((symbol) => [symbol.description, symbol]));

/** @type {[theirs: symbol, ours: symbol][] | undefined} */
let pairs;

/** Find the symbols; a later Node may have others. @param {object} timeout any of Node's */
function learn(timeout) {
  const theirs = symbolsOf(timeout);
  const ours = symbolsOf(new AsyncResource('Timeout'));
  const found = [];
  for (const [name, other] of Object.entries(SYMBOLS)) {
    const [one, two] = [theirs.get(name), ours.get(other)];
    if (one === undefined || two === undefined) return;
    found.push(/** @type {[symbol, symbol]} */ ([one, two]));
  }
  pairs = found;
}

/**
 * A function that calls the callback of a timer as Node would.
 * @param {Timeout} timeout
 * @param {Callback} callback
 * @param {unknown[]} args
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
    Reflect.apply(AsyncResource.prototype.runInAsyncScope, timeout, [callback, timeout, ...args]);
  };
}

/** Node keeps timers of the same delay in one list. @param {number} milliseconds */
const listOf = (milliseconds) => NEVER - (milliseconds % LISTS);

/** Let Node find the timer in its list. @param {Timeout} timeout @param {number} milliseconds */
function restore(timeout, milliseconds) {
  if (timeout._onTimeout !== null) timeout._idleTimeout = listOf(milliseconds);
}

/** Take the timer out of its list, as Node does before its callback. @param {Timeout} timeout */
function unlink(timeout) {
  const { _idlePrev: before, _idleNext: after } = timeout;
  if (before) before._idleNext = after;
  if (after) after._idlePrev = before;
  Object.assign(timeout, { _idlePrev: null, _idleNext: null });
}

module.exports = { NEVER, nothing, learn, caller, listOf, restore, unlink };
