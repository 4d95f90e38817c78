// @ts-check
// Tells where a time that the harness made up meets the times of files, which are the machine's.
// runtimes/python/lockstep_observer/files.py is its twin.
'use strict';

const fs = require('node:fs');
const { emit } = require('./channel.cjs');
const { EPOCH, exactly } = require('./clocks.cjs');
const { replace } = require('./likeness.cjs');

/** In milliseconds: a time that is no further from the clock was read from it. */
const DAY = 86_400_000;

/** @type {Set<string>} */
const told = new Set();

/** @param {string} what */
function tell(what) {
  const where = require('./listeners.cjs').place();
  const text = `${what} at ${where}: files have the time of the machine`;
  if (where === null || told.has(text)) return;
  told.add(text);
  emit('unowned', { what: text });
}

/** @param {number} seconds */
const isOfOurClock = (seconds) => Math.abs(seconds * 1000 - EPOCH - Number(exactly()) / 1e6) < DAY;

/** All ways to set them, of fs, fs.promises and FileHandle, end here. */
function ownSetting() {
  const binding = /** @type {any} */ (process).binding('fs');
  for (const name of ['utimes', 'lutimes', 'futimes']) {
    const real = binding[name];
    binding[name] = (/** @type {any[]} */ ...args) => {
      if (args.slice(1, 3).some(isOfOurClock)) tell('gives a file a time of the virtual clock');
      return Reflect.apply(real, binding, args);
    };
  }
}

/** As a Date, and as a Temporal.Instant where this Node has one. */
const TIMES = ['atime', 'mtime', 'ctime', 'birthtime'].flatMap((name) => [name, `${name}Instant`]);

/** @param {object} stats any */
function ownReading(stats) {
  const prototype = Object.getPrototypeOf(stats);
  for (const time of TIMES) {
    replace(
      prototype,
      time,
      (real) =>
        function () {
          tell('reads when a file was used or changed');
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
