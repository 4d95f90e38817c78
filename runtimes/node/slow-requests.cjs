// @ts-check
// headersTimeout and requestTimeout of an http server under the virtual clock. The server looks at its
// requests by a timer of the harness, but code in C decides by real time which of them take too long.
'use strict';

const { inRealTime } = require('./clocks.cjs');

/** The symbol by which a server that listens keeps its connections. */
const CONNECTIONS = 'http.server.connections';

/** @import { AnyFunction } from './internals.d.ts' */

let isOwned = false;

/** @param {object} server before Node has emitted that it listens */
function watch(server) {
  if (isOwned) return;
  process.nextTick(() => {
    const isKey = (/** @type {symbol} */ { description }) => description === CONNECTIONS;
    const key = Object.getOwnPropertySymbols(server).find(isKey);
    if (key !== undefined) own(Object.getPrototypeOf(Reflect.get(server, key)));
  });
}

/** @param {{ expired: AnyFunction }} prototype of the list of connections */
function own(prototype) {
  if (isOwned) return;
  isOwned = true;
  const { expired } = prototype;
  prototype.expired = function (/** @type {number[]} */ ...timeouts) {
    const real = timeouts.map((timeout) => (timeout > 0 ? Math.ceil(inRealTime(timeout)) : 0));
    return Reflect.apply(expired, this, real);
  };
}

module.exports = { watch };
