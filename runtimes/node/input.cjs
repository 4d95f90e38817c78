// @ts-check
// Tells when a program reads its standard input where that is closed: it may have been meant to be
// given something.
'use strict';

const fs = require('node:fs');
const { emit, fstatSync } = require('./channel.cjs');
const { replace } = require('./likeness.cjs');

const STDIN = 0;
/** As node:os has it, which few programs load. */
const NOTHING = process.platform === 'win32' ? '\\\\.\\nul' : '/dev/null';
let isTold = false;

function tell() {
  if (isTold) return;
  isTold = true;
  emit('input', { where: null });
}

/** Whether it is the null device: a child may be given something else by its parent. */
function isNothing() {
  try {
    return fstatSync(STDIN).rdev === fs.statSync(NOTHING).rdev;
  } catch {
    return false;
  }
}

/** @param {unknown} file */
const isInput = (file) => file === STDIN || file === '/dev/stdin';

/** Of the functions of fs that read what is named first. @param {string} name */
function ownReader(name) {
  replace(
    fs,
    name,
    (real) =>
      function (...args) {
        if (isInput(args[0])) tell();
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
        stream._read = /** @this {any} @param {number} size */ function (size) {
          tell();
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
