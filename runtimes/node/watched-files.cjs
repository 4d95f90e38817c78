// @ts-check
// fs.watchFile under the virtual clock. Node polls files in C, in real time. Its watcher stays, for what a
// program can ask of it, but an interval of the harness looks at the file.
'use strict';

const fs = require('node:fs');
const { NEVER } = require('./timeouts.cjs');

/** Node's default interval, in milliseconds. */
const USUAL = 5007;

/** @import { Timers } from './internals.d.ts' */

const { statSync } = fs;

/** @typedef {fs.Stats & fs.BigIntStats} Stats either, by the option `bigint` */

/** @param {fs.PathLike} file @param {boolean} bigint */
const look = (file, bigint) =>
  /** @type {Stats | undefined} */ (statSync(file, { bigint, throwIfNoEntry: false }));

/** The values that differ when a file has changed: all but the time of reading. @param {Stats | undefined} stats */
const gist = (stats) =>
  stats === undefined
    ? ''
    : [
        stats.ctimeNs,
        stats.mtimeNs,
        stats.size,
        stats.mode,
        stats.ino,
        stats.uid,
        stats.gid,
      ].join();

/** @type {WeakMap<object, unknown>} */
const intervals = new WeakMap();

/**
 * @param {typeof fs.watchFile} real
 * @param {any[]} args
 * @param {Timers} timers
 */
function watchFile(real, [file, options, listener], { setInterval, clear }) {
  const given = typeof options === 'object' && options !== null ? options : {};
  const { interval = USUAL, bigint = false } = given;
  const heard = typeof options === 'function' ? options : listener;
  const watcher = real(file, { ...given, interval: NEVER }, heard);
  if (intervals.has(watcher)) return watcher;
  let seen = gist(look(file, true));
  let before = look(file, bigint);
  const again = () => {
    const found = gist(look(file, true));
    if (found === seen) return;
    seen = found;
    const now = look(file, bigint) ?? nothing(bigint);
    const then = before ?? nothing(bigint);
    before = now;
    watcher.emit('change', now, then);
  };
  intervals.set(watcher, setInterval(again, interval).unref());
  watcher.once('stop', () => {
    clear(intervals.get(watcher));
    intervals.delete(watcher);
  });
  return watcher;
}

/** Node's Stats of a file that does not exist. @param {boolean} bigint */
function nothing(bigint) {
  const stats = /** @type {Stats} */ (look('/', bigint));
  for (const [key, value] of Object.entries(stats)) {
    if (typeof value === 'number') Object.assign(stats, { [key]: 0 });
    else if (typeof value === 'bigint') Object.assign(stats, { [key]: 0n });
  }
  return stats;
}

module.exports = { watchFile };
