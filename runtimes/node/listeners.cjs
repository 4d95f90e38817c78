// @ts-check
// Tells where a program begins to listen: for connections, or for changes of files. When it then
// waits for somebody outside, in C, nobody can ask it where.
'use strict';

const path = require('node:path');
const { emit } = require('./channel.cjs');

/** Frames between the program and what is replaced here: of Node, of a library. */
const DEPTH = 50;

/** File and line of the program's own frame that is nearest: `server.js:12`. */
function place() {
  const { stackTraceLimit, prepareStackTrace } = Error;
  Error.stackTraceLimit = DEPTH;
  Error.prepareStackTrace = (_, sites) => sites;
  const holder = /** @type {{ stack: any }} */ ({});
  Error.captureStackTrace(holder);
  const sites = /** @type {NodeJS.CallSite[]} */ (holder.stack);
  Object.assign(Error, { stackTraceLimit, prepareStackTrace });
  if (!Array.isArray(sites)) return null;
  const own = sites.find((site) => isOwn(site.getFileName() ?? 'node:'));
  return own ? `${path.basename(String(own.getFileName()))}:${own.getLineNumber()}` : null;
}

/** @param {string} file */
const isOwn = (file) =>
  !file.startsWith('node:') && !file.startsWith(__dirname) && !/[\\/]node_modules[\\/]/.test(file);

/** @type {WeakMap<object, string | null>} */
const places = new WeakMap();

/** As the kernel names it (clock/outside-sources.ts). */
const CHANGES = 'anon_inode:inotify';

/** A server is asked to listen. @param {object} server */
function begin(server) {
  places.set(server, place());
}

/** It listens. Where it does for a name, or for another process, `listen` has long returned. @param {import('node:net').Server} server */
function tell(server) {
  const address = server.address();
  const name = typeof address === 'string' ? address : address?.port;
  if (name) emit('listen', { name: String(name), where: places.get(server) ?? place() });
}

/** The program is about to watch files. */
function tellOfWatch() {
  emit('listen', { name: CHANGES, where: place() });
}

module.exports = { begin, tell, place, tellOfWatch };
