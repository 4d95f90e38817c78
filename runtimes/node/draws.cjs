// @ts-check
// Gives every Math.random() from the harness's dice. A draw depends on the seed, on the line that its
// task printed last, on how many times it has printed that, and on how many draws came since; for a
// task that has printed nothing, on its path. Not on the order of calls among tasks.
// runtimes/python/lockstep_observer/dice.py is its twin.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { emit } = require('./channel.cjs');
const { before } = require('./doors.cjs');
const { replace } = require('./likeness.cjs');
const { last } = require('./lines.cjs');
const taskPath = require('./task-path.cjs');

const file = path.join(process.env.LOCKSTEP_RUN ?? '', 'dice');

/** @typedef {{ seed: string, always: number | undefined, given: Map<string, number> }} Dice */
/** @type {Dice | undefined} */
let dice;

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
 * FNV-1a over UTF-8, then murmur3's finalizer, which FNV lacks. 32 bits.
 * @param {string} text
 */
function hash32(text) {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** A number in [0, 1) of 53 bits, as both languages' own are. @param {string} text */
const fraction = (text) => (hash32(text) * 2 ** 21 + (hash32(`${text}|`) >>> 11)) / 2 ** 53;

/** A number in [0, 1). */
function uniform() {
  dice ??= load();
  const again = last.times > 1 ? `#${last.times}` : '';
  const key = `${last.draws}${again}|${last.times === 0 ? taskPath.own : last.line}`;
  last.draws += 1;
  const value = dice.given.get(key) ?? dice.always ?? fraction(`${dice.seed}|${key}`);
  emit('draw', { key, value });
  return value;
}

/** Whether the harness only watches, and the program's draws are its own. */
function isOff() {
  const first = Buffer.alloc(3);
  const descriptor = fs.openSync(file, 'r');
  fs.readSync(descriptor, first);
  fs.closeSync(descriptor);
  return first.toString() === 'off';
}

/** @param {any} realm its Math, if it is to be replaced */
function ownRealm(realm) {
  if (realm.Math !== undefined) replace(realm.Math, 'random', () => uniform);
}

/** Nobody pays for it who does not ask for it: to load node:crypto takes 10 ms. */
function ownCrypto() {
  const later = setImmediate; // The program may put another one in its place.
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

/** @returns {((realm: any) => void) | undefined} what owns the draws of another realm */
function install() {
  if (isOff()) return undefined;
  ownRealm(globalThis);
  ownCrypto();
  return ownRealm;
}

module.exports = { install };
