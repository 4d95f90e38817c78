// @ts-check
// headersTimeout and requestTimeout of an http server under the virtual clock. It looks at its
// requests by a timer, which is the harness's; but which of them take too long is told in C, where
// real time counts.
'use strict';

const { inRealTime } = require('./clocks.cjs');

/** Where a server keeps its connections, once it listens. */
const CONNECTIONS = 'http.server.connections';

let isOwned = false;

/** @param {object} server any; Node itself has not yet said that it listens */
function watch(server) {
  if (isOwned) return;
  process.nextTick(() => {
    const isKey = (/** @type {symbol} */ { description }) => description === CONNECTIONS;
    const key = Object.getOwnPropertySymbols(server).find(isKey);
    if (key !== undefined) own(Object.getPrototypeOf(/** @type {any} */ (server)[key]));
  });
}

/** @param {any} prototype of the list of connections */
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
