// @ts-check
// Gives every Math.random() from the harness's dice. A draw depends on the seed, on the line that
// its task printed last and on how many draws came since: not on the order of calls, on a process
// or on a thread. observe/python/lockstep_observer/dice.py is its twin.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { emit } = require('./channel.cjs');
const { last } = require('./lines.cjs');

/** @type {{ seed: string, always: number | undefined, given: Map<string, number> } | undefined} */
let dice;

function load() {
  const file = path.join(process.env.LOCKSTEP_RUN ?? '', 'dice');
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

/** A number in [0, 1). */
function uniform() {
  dice ??= load();
  const printed = last();
  const key = `${printed.draws}|${printed.line}`;
  printed.draws += 1;
  const value = dice.given.get(key) ?? dice.always ?? hash32(`${dice.seed}|${key}`) / 0x100000000;
  emit('draw', { key, value });
  return value;
}

function install() {
  Math.random = uniform;
}

module.exports = { install };
