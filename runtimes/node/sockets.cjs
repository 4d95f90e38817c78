// @ts-check
// Timeouts of sockets under the virtual clock. Node runs them by internal timers; here each is a timer
// of the harness. Also reports connections with somebody outside the program, who then has the time of a
// timeout in real time.
'use strict';

const net = require('node:net');
const path = require('node:path');
// Not from node:fs: asking for it takes time.
const { TEXT, emit, appendFileSync, readFileSync } = require('./channel.cjs');
const { replace } = require('./likeness.cjs');

/** The ports and paths on which this program listens; Python's peers.py keeps the same file. */
const names = path.join(process.env.LOCKSTEP_RUN ?? '', 'ports');

const HERE = /^(localhost$|127\.|::|0\.0\.0\.0$)/;

/** @import { Socket, Timers } from './internals.d.ts' */

/** @type {symbol | undefined} */
let timer;

/**
 * The symbol by which a socket keeps its timer, which Node refreshes whenever the socket is used;
 * undefined if it is no socket. Creating a socket just to find it would take a millisecond.
 * @param {unknown} socket
 */
function timerOf(socket) {
  timer ??= Object.getOwnPropertySymbols(Object(socket)).find(
    ({ description }) => description === 'timeout',
  );
  return timer;
}

/** Sockets whose other end is outside the program, with its address. @type {WeakMap<object, string>} */
const foreign = new WeakMap();

/** @param {net.Server} server */
function note(server) {
  const address = server.address();
  const name = typeof address === 'string' ? address : address?.port;
  if (name) appendFileSync(names, `${name}\n`);
}

/** The address of somebody outside the program; undefined inside. @param {any[]} args of `socket.connect` */
function outsider(args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const given =
    typeof first === 'object' && first !== null
      ? first
      : Number.isNaN(Number(first))
        ? { path: first }
        : { port: first, host: typeof second === 'string' ? second : undefined };
  const { port, path: local, host = 'localhost' } = given;
  const name = String(local ?? port);
  const isOurs = (local !== undefined || HERE.test(host)) && listeners().includes(name);
  return isOurs ? undefined : local === undefined ? `${host}:${port}`.slice(0, TEXT) : name;
}

function listeners() {
  try {
    return readFileSync(names, 'utf8').split('\n');
  } catch {
    return []; // Nobody listens.
  }
}

/** @param {object} socket */
function leave(socket) {
  const peer = foreign.get(socket);
  if (peer === undefined) return;
  foreign.delete(socket);
  emit('outside', { peer, open: false });
}

/** @param {Timers} timers */
function ownTimeouts({ setDeadline, clear }) {
  const { Socket } = net;
  replace(
    Socket.prototype,
    'setTimeout',
    (real) =>
      /** @this {Socket} @param {unknown[]} rest */
      function (milliseconds, ...rest) {
        const key = timerOf(this);
        if (key === undefined) return Reflect.apply(real, this, [milliseconds, ...rest]);
        if (this[key]) clear(this[key]);
        const result = Reflect.apply(real, this, [milliseconds, ...rest]); // Throws as Node does.
        const own = this[key];
        if (!own || !(this.timeout > 0)) return result;
        clear(own);
        this[key] = setDeadline(() => this._onTimeout(), this.timeout).unref();
        return result;
      },
  );
  replace(
    Socket.prototype,
    '_destroy',
    (real) =>
      /** @this {Socket} @param {unknown[]} args */
      function (...args) {
        leave(this);
        const key = timerOf(this);
        for (let socket = key && this; key && socket; socket = socket._parent ?? undefined) {
          if (socket[key]) clear(socket[key]);
        }
        return Reflect.apply(real, this, args);
      },
  );
}

const { setNoDelay } = net.Socket.prototype;

/** @param {net.Socket} socket */
function sendAtOnce(socket) {
  Reflect.apply(setNoDelay, socket, [true]);
}

function watchPeers() {
  replace(
    net.Socket.prototype,
    'connect',
    (real) =>
      function (...args) {
        leave(this);
        const peer = outsider(args);
        if (peer !== undefined) {
          foreign.set(this, peer);
          emit('outside', { peer, open: true });
        }
        // Without Nagle's algorithm: data that the kernel holds back for 40 ms would let virtual time go on.
        sendAtOnce(this);
        return Reflect.apply(real, this, args);
      },
  );
  replace(
    net.Server.prototype,
    'listen',
    (real) =>
      function (...args) {
        require('./listeners.cjs').begin(this);
        return Reflect.apply(real, this, args);
      },
  );
  replace(
    net.Server.prototype,
    '_listen2',
    (real) =>
      function (...args) {
        const result = Reflect.apply(real, this, args);
        if (this.listening) {
          note(this);
          require('./listeners.cjs').report(this);
          require('./slow-requests.cjs').watch(this);
        }
        this._handle?.setNoDelay?.(true); // Its connections inherit it.
        return result;
      },
  );
}

/** @param {Timers} timers */
function install(timers) {
  ownTimeouts(timers);
  watchPeers();
}

module.exports = { install };
