// @ts-check
// Timeouts of sockets under the virtual clock. Node runs them by timers of its own, to which
// JavaScript has no way: here each is one of the program's, which the harness rings for. And tells
// who has a socket on the network.
'use strict';

const net = require('node:net');
const { emit } = require('./channel.cjs');

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
  const prototype = /** @type {any} */ (net.Socket.prototype);
  const { setTimeout: real, _destroy } = prototype;
  if (TIMER === undefined) return;
  const owned = {
    /** @this {any} @param {any} milliseconds @param {any[]} rest */
    setTimeout(milliseconds, ...rest) {
      clear(this[TIMER]);
      const result = real.call(this, milliseconds, ...rest); // Throws, and listens, as Node does.
      const own = this[TIMER];
      if (own === null || own === undefined || !(this.timeout > 0)) return result;
      require('node:timers').clearTimeout(own);
      this[TIMER] = setDeadline(() => this._onTimeout(), this.timeout).unref();
      return result;
    },
  };
  prototype.setTimeout = owned.setTimeout;
  prototype._destroy = /** @this {any} @param {any[]} args */ function (...args) {
    for (let socket = this; socket; socket = socket._parent) clear(socket[TIMER]);
    return _destroy.apply(this, args);
  };
}

function ownNetwork() {
  const { connect } = net.Socket.prototype;
  const { listen } = net.Server.prototype;
  Object.assign(net.Socket.prototype, {
    /** @this {any} @param {any[]} args */
    connect(...args) {
      tell();
      return Reflect.apply(connect, this, args);
    },
  });
  Object.assign(net.Server.prototype, {
    /** @this {any} @param {any[]} args */
    listen(...args) {
      tell();
      return Reflect.apply(listen, this, args);
    },
  });
}

/** @param {{ setDeadline: any, clear: (timeout: any) => void }} timers */
function install(timers) {
  ownTimeouts(timers);
  ownNetwork();
}

module.exports = { install };
