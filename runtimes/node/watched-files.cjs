// @ts-check
// Files that a program watches by looking at them again and again. Node looks in C, in real time: its
// watcher is kept, for what it says of itself, but the harness's interval looks in its place.
'use strict';

const fs = require('node:fs');
const { NEVER } = require('./timeouts.cjs');

/** What Node looks at by, where a program does not say, in milliseconds. */
const USUAL = 5007;

/** @import { Timers } from './internals.d.ts' */

const { statSync } = fs;

/** @param {fs.PathLike} file @param {boolean} bigint @returns {any} */
const look = (file, bigint) => statSync(file, { bigint, throwIfNoEntry: false });

/** What makes Node say that a file has changed: all but when it was read. @param {any} stats */
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

/** @type {WeakMap<object, any>} */
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

/** What Node says of a file that is not there. @param {boolean} bigint */
function nothing(bigint) {
  const stats = look('/', bigint);
  for (const [key, value] of Object.entries(stats)) {
    if (typeof value === 'number') stats[key] = 0;
    else if (typeof value === 'bigint') stats[key] = 0n;
  }
  return stats;
}

module.exports = { watchFile };
