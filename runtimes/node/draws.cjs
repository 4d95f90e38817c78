// @ts-check
// Math.random() gives numbers of the harness (see protocol.md). A draw depends on the seed and on its
// key: what its task printed last, and how many draws came since. It does not depend on the order of
// calls among tasks. runtimes/python/lockstep_observer/draws.py is its twin.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { emit } = require('./channel.cjs');
const { before } = require('./doors.cjs');
const { replace } = require('./likeness.cjs');
const { last } = require('./lines.cjs');
const taskPath = require('./task-path.cjs');

const file = path.join(process.env.LOCKSTEP_RUN ?? '', 'dice');

/** @import { Realm } from './internals.d.ts' */
/** @typedef {{ seed: string, always: number | undefined, given: Map<string, number> }} Source */
/** @type {Source | undefined} */
let source;

function load() {
  const [first = '', ...rows] = fs.readFileSync(file, 'utf8').replace(/\n$/, '').split('\n');
  /** @type {[string, number][]} */
  const given = rows.map((row) => {
    const space = row.indexOf(' ');
    return [row.slice(space + 1), Number(row.slice(0, space))];
  });
  const [kind = '', number = '0'] = first.split(' ');
  return {
    seed: number,
    always: kind === 'always' ? Number(number) : undefined,
    given: new Map(given),
  };
}

/**
 * 32 bits: FNV-1a over UTF-8, then the finalizer of MurmurHash3, which FNV lacks.
 * @param {string} text
 */
function hash32(text) {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** A number in [0, 1) of 53 bits, as in both languages. @param {string} text */
const fraction = (text) => (hash32(text) * 2 ** 21 + (hash32(`${text}|`) >>> 11)) / 2 ** 53;

/** A number in [0, 1). */
function uniform() {
  source ??= load();
  const again = last.times > 1 ? `#${last.times}` : '';
  const key = `${last.draws}${again}|${last.times === 0 ? taskPath.own : last.line}`;
  last.draws += 1;
  const value = source.given.get(key) ?? source.always ?? fraction(`${source.seed}|${key}`);
  emit('draw', { key, value });
  return value;
}

/** Whether the harness leaves the program's random numbers alone. */
function isOff() {
  const first = Buffer.alloc(3);
  const descriptor = fs.openSync(file, 'r');
  fs.readSync(descriptor, first);
  fs.closeSync(descriptor);
  return first.toString() === 'off';
}

/** @param {Realm} realm */
function ownRealm(realm) {
  if (realm.Math !== undefined) replace(realm.Math, 'random', () => uniform);
}

/** Only when the program asks for it: loading node:crypto takes 10 ms. */
function ownCrypto() {
  const later = setImmediate; // The program may replace it.
  const secrets = () => require('./secrets.cjs').by(uniform, later);
  before('crypto', () => secrets().own(), { isLonely: true });
  replace(
    globalThis,
    'crypto',
    (real) =>
      function () {
        secrets().ownWebCrypto();
        return Reflect.apply(real, this, []);
      },
  );
}

/** @returns {((realm: Realm) => void) | undefined} replaces the draws of another realm */
function install() {
  if (isOff()) return undefined;
  ownRealm(globalThis);
  ownCrypto();
  return ownRealm;
}

module.exports = { install };
