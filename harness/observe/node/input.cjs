// @ts-check
// Tells when a program reads its standard input where that is closed: it may have been meant to be
// given something.
'use strict';

const fs = require('node:fs');
const { emit } = require('./channel.cjs');
const { replace } = require('./likeness.cjs');

const STDIN = 0;
let isTold = false;

function tell() {
  if (isTold) return;
  isTold = true;
  emit('input', { where: null });
}

/** @param {unknown} file */
const isInput = (file) => file === STDIN || file === '/dev/stdin';

/** Of the functions of fs that read what is named first. @param {'readSync' | 'readFileSync'} name */
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
  if (process.env.LOCKSTEP_INPUT !== 'closed') return;
  ownReader('readSync');
  ownReader('readFileSync');
  ownStream();
}

module.exports = { install };
