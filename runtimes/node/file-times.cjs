// @ts-check
// Reports where virtual time meets the times of files, which are the machine's.
// runtimes/python/lockstep_observer/files.py is its twin.
'use strict';

const fs = require('node:fs');
const { emit } = require('./channel.cjs');
const { EPOCH, exactly } = require('./clocks.cjs');
const { replace } = require('./likeness.cjs');

/** Milliseconds: a time that is no further from the virtual clock was read from it. */
const DAY = 86_400_000;

/** @import { Process } from './internals.d.ts' */

/** @type {Set<string>} */
const reported = new Set();

/** @param {'sets file time' | 'reads file time'} what */
function report(what) {
  const where = require('./listeners.cjs').place();
  const key = `${what} ${where}`;
  if (where === null || reported.has(key)) return;
  reported.add(key);
  emit('unowned', { what, where });
}

/** @param {unknown} seconds */
const isOfOurClock = (seconds) =>
  Math.abs(Number(seconds) * 1000 - EPOCH - Number(exactly()) / 1e6) < DAY;

/** All functions that set them, of fs, fs.promises and FileHandle, end here. */
function ownSetting() {
  const binding = /** @type {Process} */ (process).binding('fs');
  for (const name of ['utimes', 'lutimes', 'futimes']) {
    const real = binding[name];
    if (real === undefined) continue; // This Node has none.
    binding[name] = (...args) => {
      if (args.slice(1, 3).some(isOfOurClock)) report('sets file time');
      return Reflect.apply(real, binding, args);
    };
  }
}

/** As a Date and, if this Node has it, as a Temporal.Instant. */
const TIMES = ['atime', 'mtime', 'ctime', 'birthtime'].flatMap((name) => [name, `${name}Instant`]);

/** @param {object} stats */
function ownReading(stats) {
  const prototype = Object.getPrototypeOf(stats);
  for (const time of TIMES) {
    replace(
      prototype,
      time,
      (real) =>
        function () {
          report('reads file time');
          return Reflect.apply(real, this, []);
        },
    );
  }
}

function install() {
  ownSetting();
  ownReading(fs.statSync('/'));
  ownReading(fs.statSync('/', { bigint: true }));
}

module.exports = { install };
