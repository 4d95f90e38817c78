// @ts-check
// Timeouts of sockets under the virtual clock. Node runs them by timers of its own, to which
// JavaScript has no way: here each is one of the program's, which the harness rings for. And tells
// who has a socket on the network.
'use strict';

const net = require('node:net');
const { emit } = require('./channel.cjs');
const { replace } = require('./likeness.cjs');

const probe = new net.Socket();
/** Where a socket keeps its timer, which Node refreshes whenever the socket is used. */
const TIMER = Object.getOwnPropertySymbols(probe).find(
  ({ description }) => description === 'timeout',
);
probe.destroy();

let isTold = false;

function tell() {
  if (isTold) return;
  isTold = true;
  emit('network', {});
}

/** @param {{ setDeadline: any, clear: (timeout: any) => void }} timers */
function ownTimeouts({ setDeadline, clear }) {
  if (TIMER === undefined) return;
  replace(
    net.Socket.prototype,
    'setTimeout',
    (real) =>
      function (milliseconds, ...rest) {
        clear(this[TIMER]);
        const result = Reflect.apply(real, this, [milliseconds, ...rest]); // Throws as Node does.
        const own = this[TIMER];
        if (own === null || own === undefined || !(this.timeout > 0)) return result;
        clear(own);
        this[TIMER] = setDeadline(() => this._onTimeout(), this.timeout).unref();
        return result;
      },
  );
  replace(
    net.Socket.prototype,
    '_destroy',
    (real) =>
      function (...args) {
        for (let socket = this; socket; socket = socket._parent) clear(socket[TIMER]);
        return Reflect.apply(real, this, args);
      },
  );
}

function ownNetwork() {
  const told = (/** @type {any} */ real) =>
    /** @this {any} @param {any[]} args */ function (...args) {
      tell();
      return Reflect.apply(real, this, args);
    };
  replace(net.Socket.prototype, 'connect', told);
  replace(net.Server.prototype, 'listen', told);
}

/** @param {{ setDeadline: any, clear: (timeout: any) => void }} timers */
function install(timers) {
  ownTimeouts(timers);
  ownNetwork();
}

module.exports = { install };
