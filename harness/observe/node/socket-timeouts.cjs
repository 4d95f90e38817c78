// @ts-check
// Timeouts of sockets, and so those of HTTP. Node sets them by timers to which JavaScript has no way:
// each is put out, and one of the harness's takes its place in the socket.
'use strict';

const net = require('node:net');
const { exactly } = require('./clocks.cjs');
const { like, replace } = require('./likeness.cjs');

/** Where a socket keeps its timer: a symbol of Node's own, found on the first socket that has one. */
const TIMER = 'Symbol(timeout)';

/** @type {symbol | undefined} */
let place;

/** @param {any} socket @returns {symbol | undefined} */
function placeIn(socket) {
  for (let owner = socket; owner && place === undefined; owner = Object.getPrototypeOf(owner))
    place = Object.getOwnPropertySymbols(owner).find((symbol) => String(symbol) === TIMER);
  return place;
}

/**
 * @param {{ setDeadline: typeof setTimeout, clear: (timeout: any) => void }} timers
 */
function install({ setDeadline, clear }) {
  /** @param {any} socket */
  const timerOf = (socket) => {
    const symbol = placeIn(socket);
    return symbol && socket[symbol];
  };
  /** @param {any} socket */
  const ownTimer = (socket) => {
    const timeout = setDeadline(socket._onTimeout.bind(socket), socket.timeout);
    let since = exactly();
    // Whatever is read or written refreshes it: at one instant, once is enough.
    const { refresh } = timeout;
    Object.defineProperty(timeout, 'refresh', {
      configurable: true,
      writable: true,
      value: like(refresh, function () {
        const time = exactly();
        if (time === since) return this;
        since = time;
        return Reflect.apply(refresh, this, []);
      }),
    });
    return timeout.unref();
  };
  replace(
    net.Socket.prototype,
    'setTimeout',
    (real) =>
      function (...args) {
        const before = timerOf(this);
        // Node would set the same timer again, and that is the harness's.
        if (before) this[/** @type {symbol} */ (place)] = null;
        let result;
        try {
          result = Reflect.apply(real, this, args);
        } catch (error) {
          if (before) this[/** @type {symbol} */ (place)] = before;
          throw error;
        }
        if (before) clear(before);
        const after = timerOf(this);
        if (after) {
          clear(after);
          this[/** @type {symbol} */ (place)] = ownTimer(this);
        }
        return result;
      },
  );
  replace(
    net.Socket.prototype,
    '_destroy',
    (real) =>
      function (...args) {
        for (let socket = this; socket; socket = socket._parent) {
          const timer = timerOf(socket);
          if (timer) clear(timer);
        }
        return Reflect.apply(real, this, args);
      },
  );
}

module.exports = { install };
