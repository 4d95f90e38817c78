// @ts-check
// Changes node:net when the program comes to it. A program may do so without asking for a module: by
// the streams of its process, as a forked process, and by fetch or WebSocket.
'use strict';

const diagnostics = require('node:diagnostics_channel');
const { isMainThread } = require('node:worker_threads');
const { before, open } = require('./doors.cjs');
const { replace } = require('./likeness.cjs');

const NET = 'net';

/**
 * undici, the client behind fetch and WebSocket, publishes this before it connects. In Node 26 its modules
 * touch stderr before that, but in the main thread only.
 */
const CONNECTS = 'undici:client:beforeConnect';

const openNet = () => open(NET);

/** @import { Timers } from './internals.d.ts' */

/** @param {Timers} timers */
function install(timers) {
  before(NET, () => require('./sockets.cjs').install(timers));
  // Its classes take methods of sockets.
  const openHttp2 = () => {
    openNet();
    require('./http2-timeouts.cjs').install();
  };
  before('http2', openHttp2, { isLonely: true });
  diagnostics.subscribe(CONNECTS, openNet);
  if (!isMainThread) return;
  if (process.channel !== undefined) openNet();
  for (const name of ['stdin', 'stdout', 'stderr']) {
    replace(process, name, (get) => () => {
      openNet();
      return get();
    });
  }
}

module.exports = { install };
