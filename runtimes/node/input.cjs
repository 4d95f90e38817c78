// @ts-check
// Reports when a program reads a standard input that is closed: it may expect to be given something.
'use strict';

const fs = require('node:fs');
const { emit, fstatSync } = require('./channel.cjs');
const { replace } = require('./likeness.cjs');

const STDIN = 0;
/** As in node:os, which few programs load. */
const NOTHING = process.platform === 'win32' ? '\\\\.\\nul' : '/dev/null';
let isReported = false;

function report() {
  if (isReported) return;
  isReported = true;
  emit('input', { where: null });
}

/** Whether standard input is the null device: a parent may give its child something else. */
function isNothing() {
  try {
    return fstatSync(STDIN).rdev === fs.statSync(NOTHING).rdev;
  } catch {
    return false;
  }
}

/** @param {unknown} file */
const isInput = (file) => file === STDIN || file === '/dev/stdin';

/** Replace a function of fs that reads its first argument. @param {string} name */
function ownReader(name) {
  replace(
    fs,
    name,
    (real) =>
      function (...args) {
        if (isInput(args[0])) report();
        return Reflect.apply(real, this, args);
      },
  );
}

function ownStream() {
  let isOwned = false;
  replace(
    process,
    'stdin',
    (get) =>
      function () {
        const stream = Reflect.apply(get, this, []);
        if (isOwned) return stream;
        isOwned = true;
        const read = stream._read;
        stream._read = /** @this {unknown} @param {number} size */ function (size) {
          report();
          return read.call(this, size);
        };
        return stream;
      },
  );
}

function install() {
  if (process.env.LOCKSTEP_INPUT !== 'closed' || !isNothing()) return;
  for (const name of ['read', 'readSync', 'readFile', 'readFileSync', 'createReadStream']) {
    ownReader(name);
  }
  ownStream();
}

module.exports = { install };
