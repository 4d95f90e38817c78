// @ts-check
// Reports where a program starts to listen: for connections, or for changes of files. Later it waits
// in C, where nobody can ask it for its place.
'use strict';

const path = require('node:path');
const { emit } = require('./channel.cjs');

/** @import { Server } from 'node:net' */

/** Frames of Node and of libraries between the program and the observer, at most. */
const DEPTH = 50;

/** File and line of the innermost frame of the program itself: `server.js:12`; null if there is none. */
function place() {
  const { stackTraceLimit, prepareStackTrace } = Error;
  Error.stackTraceLimit = DEPTH;
  Error.prepareStackTrace = (_, sites) => sites;
  const holder = /** @type {{ stack: unknown }} */ ({});
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

/** The kernel's name for a wait for changes of files (clock/outside-sources.ts). */
const CHANGES = 'anon_inode:inotify';

/** A server is asked to listen. @param {object} server */
function begin(server) {
  places.set(server, place());
}

/**
 * A server listens. If it first looked up a name, or asked another process, `listen` returned long ago.
 * @param {Server} server
 */
function report(server) {
  const address = server.address();
  const name = typeof address === 'string' ? address : address?.port;
  if (name) emit('listen', { name: String(name), where: places.get(server) ?? place() });
}

/** The program is about to watch files. */
function reportWatch() {
  emit('listen', { name: CHANGES, where: place() });
}

module.exports = { begin, report, place, reportWatch };
