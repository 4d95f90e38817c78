// @ts-check
// What of node:net is replaced is replaced when the program comes to it. It may do so and ask for no
// module: by the streams of its process, as one that is forked, and by fetch, WebSocket and their like.
'use strict';

const diagnostics = require('node:diagnostics_channel');
const { isMainThread } = require('node:worker_threads');
const { before, open } = require('./doors.cjs');
const { replace } = require('./likeness.cjs');

const NET = 'net';

/**
 * What all clients of the Web's kind publish before they connect; documented by undici. In Node 26 one of
 * the modules that they load comes to stderr before that, which is luck.
 */
const CONNECTS = 'undici:client:beforeConnect';

const openNet = () => open(NET);

/** @param {{ setDeadline: any, clear: (timeout: any) => void }} timers */
function install(timers) {
  before(NET, () => require('./sockets.cjs').install(timers));
  // Its own classes take the method of sockets.
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
