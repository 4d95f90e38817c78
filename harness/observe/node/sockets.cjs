// @ts-check
// Timeouts of sockets under the virtual clock. Node runs them by timers of its own, to which
// JavaScript has no way: here each is a timer of the program's, which the harness rings for. Where
// the other end is outside the program the timeout stays Node's, in real time, and is told.
'use strict';

const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const { emit } = require('./channel.cjs');
const { replace } = require('./likeness.cjs');

const { appendFileSync, readFileSync } = fs;

/** The ports and paths that this program listens on; Python's peers.py keeps the same file. */
const names = path.join(process.env.LOCKSTEP_RUN ?? '', 'ports');

const HERE = /^(localhost$|127\.|::|0\.0\.0\.0$|$)/;

const probe = new net.Socket();
/** Where a socket keeps its timer, which Node refreshes whenever the socket is used. */
const TIMER = Object.getOwnPropertySymbols(probe).find(
  ({ description }) => description === 'timeout',
);
probe.destroy();

/** Sockets whose other end is outside the program. @type {WeakSet<object>} */
const foreign = new WeakSet();

/** @param {net.Server} server */
function note(server) {
  const address = server.address();
  const name = typeof address === 'string' ? address : address?.port;
  if (name) appendFileSync(names, `${name}\n`);
}

/** Whether this program listens there. @param {any[]} args of `socket.connect` */
function isOurs(args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const {
    port,
    path: local,
    host = '',
  } = typeof first === 'object' && first !== null
    ? first
    : Number.isNaN(Number(first))
      ? { path: first }
      : { port: first, host: typeof second === 'string' ? second : '' };
  if (local === undefined && !HERE.test(host)) return false;
  try {
    return readFileSync(names, 'utf8')
      .split('\n')
      .includes(String(local ?? port));
  } catch {
    return false; // Nobody listens.
  }
}

const tellForeign = () => emit('unowned', { what: 'sets a timeout of a socket, in real time' });

/** @param {{ setDeadline: any, clear: (timeout: any) => void }} timers */
function ownTimeouts({ setDeadline, clear }) {
  const key = /** @type {symbol} */ (TIMER);
  const { Socket } = net;
  const setTimeout = replace(
    Socket.prototype,
    'setTimeout',
    (real) =>
      function (milliseconds, ...rest) {
        if (this[key]) clear(this[key]);
        const result = Reflect.apply(real, this, [milliseconds, ...rest]); // Throws as Node does.
        const own = this[key];
        if (!own || !(this.timeout > 0)) return result;
        if (foreign.has(this)) {
          tellForeign();
          return result;
        }
        clear(own);
        this[key] = setDeadline(() => this._onTimeout(), this.timeout).unref();
        return result;
      },
  );
  replace(
    Socket.prototype,
    'connect',
    (real) =>
      function (...args) {
        if (isOurs(args)) foreign.delete(this);
        else foreign.add(this);
        // Set before it was known where to: from now on as it is for such a socket.
        if (this[key] && foreign.has(this)) setTimeout.call(this, this.timeout);
        return Reflect.apply(real, this, args);
      },
  );
  replace(
    Socket.prototype,
    '_destroy',
    (real) =>
      function (...args) {
        for (let socket = this; socket; socket = socket._parent) {
          if (socket[key]) clear(socket[key]);
        }
        return Reflect.apply(real, this, args);
      },
  );
}

/** @param {{ setDeadline: any, clear: (timeout: any) => void }} timers */
function install(timers) {
  if (TIMER === undefined) return; // Another Node keeps it elsewhere.
  ownTimeouts(timers);
  replace(
    net.Server.prototype,
    '_listen2',
    (real) =>
      function (...args) {
        const result = Reflect.apply(real, this, args);
        if (this.listening) note(this);
        return result;
      },
  );
}

module.exports = { install };
