// @ts-check
// The random numbers of node:crypto and of the Web Crypto API come from the harness, 32 bits by each
// draw, so that a run repeats.
'use strict';

const { replace } = require('./likeness.cjs');

const WORD = 4;

/** A draw, as Math.random gives it. @type {() => number} */
let uniform;
/** @type {typeof setImmediate} */
let later;

/** @param {number} size */
function bytes(size) {
  const words = Math.ceil(size / WORD);
  const all = Buffer.allocUnsafeSlow(words * WORD);
  for (let word = 0; word < words; word += 1) {
    all.writeUInt32BE(Math.floor(uniform() * 2 ** 32), word * WORD);
  }
  return all.subarray(0, size);
}

/** `offset` and `size` count elements of the target. @param {any} target @param {number} [offset] @param {number} [size] */
function fill(target, offset = 0, size) {
  const { buffer = target, byteOffset = 0, byteLength, BYTES_PER_ELEMENT: element = 1 } = target;
  const view = new Uint8Array(buffer, byteOffset, byteLength);
  const length = size === undefined ? view.length - offset * element : size * element;
  view.set(bytes(length), offset * element);
}

function uuid() {
  const drawn = bytes(16);
  drawn.writeUInt8((drawn.readUInt8(6) & 0x0f) | 0x40, 6);
  drawn.writeUInt8((drawn.readUInt8(8) & 0x3f) | 0x80, 8);
  return drawn.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** @param {number} least @param {number} end */
const between = (least, end) => least + Math.floor(uniform() * (end - least));

/** The real functions are called only to throw their errors. */
function ownCrypto() {
  const crypto = require('node:crypto');
  const { randomBytes: realBytes } = crypto;
  replace(crypto, 'randomInt', (real) => (least, end, done) => {
    const [from, to] = end === undefined || typeof end === 'function' ? [0, least] : [least, end];
    const then = typeof end === 'function' ? end : done;
    real(from, to);
    const drawn = between(from, to);
    if (then === undefined) return drawn;
    if (typeof then !== 'function') return real(from, to, then);
    later(() => then(undefined, drawn));
  });
  replace(crypto, 'randomBytes', (real) => (size, done) => {
    const checked = real(size);
    const drawn = Buffer.from(bytes(checked.length));
    if (done === undefined) return drawn;
    if (typeof done !== 'function') return real(size, done);
    later(() => done(null, drawn));
  });
  const { randomBytes } = crypto;
  replace(
    crypto,
    'pseudoRandomBytes',
    (real) =>
      function () {
        const value = Reflect.apply(real, this, []);
        return value === realBytes ? randomBytes : value;
      },
  );
  replace(crypto, 'randomFillSync', (real) => (target, offset, size) => {
    real(target, offset, size);
    fill(target, offset, size);
    return target;
  });
  replace(crypto, 'randomFill', (real) => (target, ...rest) => {
    const done = rest.pop();
    if (typeof done !== 'function') return real(target, ...rest, done);
    const [offset, size] = rest;
    crypto.randomFillSync(target, offset, size);
    later(() => done(null, target));
  });
  replace(crypto, 'randomUUID', (real) => (options) => {
    real(options);
    return uuid();
  });
}

/** The program asks for node:crypto, which gives it the Web Crypto API too. */
function own() {
  ownCrypto();
  ownWebCrypto();
}

let isWebOwned = false;

function ownWebCrypto() {
  if (isWebOwned) return;
  isWebOwned = true;
  const { prototype } = Crypto;
  replace(
    prototype,
    'getRandomValues',
    (real) =>
      function (target) {
        Reflect.apply(real, this, [target]);
        fill(target);
        return target;
      },
  );
  replace(
    prototype,
    'randomUUID',
    (real) =>
      function (...args) {
        Reflect.apply(real, this, args);
        return uuid();
      },
  );
}

/**
 * @param {() => number} draw
 * @param {typeof setImmediate} afterwards
 */
function by(draw, afterwards) {
  uniform = draw;
  later = afterwards;
  return { own, ownWebCrypto };
}

module.exports = { by };
