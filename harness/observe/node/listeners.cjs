// @ts-check
// Tells where a program begins to listen: for connections, or for changes of files. When it then
// waits for somebody outside, in C, nobody can ask it where.
'use strict';

const path = require('node:path');
const { emit } = require('./channel.cjs');
const { replace } = require('./likeness.cjs');

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

/** As the kernel names it (schedule/outside-sources.ts). */
const CHANGES = 'anon_inode:inotify';

function install() {
  const { prototype } = require('node:net').Server;
  replace(
    prototype,
    'listen',
    (real) =>
      function (...args) {
        places.set(this, place());
        return Reflect.apply(real, this, args);
      },
  );
  // Where it listens for a name, or for another process, `listen` has long returned.
  replace(
    prototype,
    '_listen2',
    (real) =>
      function (...args) {
        const result = Reflect.apply(real, this, args);
        const address = this.listening ? this.address() : undefined;
        const name = typeof address === 'string' ? address : address?.port;
        if (name) emit('listen', { name: String(name), where: places.get(this) ?? place() });
        return result;
      },
  );
}

/** The program is about to watch files. */
function tellOfWatch() {
  emit('listen', { name: CHANGES, where: place() });
}

module.exports = { install, place, tellOfWatch };
