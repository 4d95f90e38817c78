// @ts-check
// Timeouts of sockets under the virtual clock. Node runs them by timers of its own, to which
// JavaScript has no way: here each is a timer of the program's, which the harness rings for. And
// tells with whom outside the program it is connected: who may answer has that time in real time.
'use strict';

const net = require('node:net');
const path = require('node:path');
// Not by asking for node:fs, for which the program pays that does not.
const { TEXT, emit, appendFileSync, readFileSync } = require('./channel.cjs');
const { replace } = require('./likeness.cjs');

/** The ports and paths that this program listens on; Python's peers.py keeps the same file. */
const names = path.join(process.env.LOCKSTEP_RUN ?? '', 'ports');

const HERE = /^(localhost$|127\.|::|0\.0\.0\.0$)/;

/** @type {symbol | undefined} */
let timer;

/**
 * Where a socket keeps its timer, which Node refreshes whenever the socket is used; undefined for
 * what is no socket. A socket of our own to look at would cost every program a millisecond.
 * @param {any} socket
 */
function timerOf(socket) {
  timer ??= Object.getOwnPropertySymbols(Object(socket)).find(
    ({ description }) => description === 'timeout',
  );
  return timer;
}

/** Sockets whose other end is outside the program, and who is there. @type {WeakMap<object, string>} */
const foreign = new WeakMap();

/** @param {net.Server} server */
function note(server) {
  const address = server.address();
  const name = typeof address === 'string' ? address : address?.port;
  if (name) appendFileSync(names, `${name}\n`);
}

/** Who is called, if that is nobody of this program. @param {any[]} args of `socket.connect` */
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

/** @param {{ setDeadline: any, clear: (timeout: any) => void }} timers */
function ownTimeouts({ setDeadline, clear }) {
  const { Socket } = net;
  replace(
    Socket.prototype,
    'setTimeout',
    (real) =>
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
      function (...args) {
        leave(this);
        const key = timerOf(this);
        for (let socket = this; key && socket; socket = socket._parent) {
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
        // What the kernel holds back for 40 ms (Nagle) has been sent, yet nobody runs: time would move on.
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
        this._handle?.setNoDelay?.(true); // The connections that it accepts inherit it.
        return result;
      },
  );
}

/** @param {{ setDeadline: any, clear: (timeout: any) => void }} timers */
function install(timers) {
  ownTimeouts(timers);
  watchPeers();
}

module.exports = { install };
