// @ts-check
// Where in the process's memory a SharedArrayBuffer lies. Each thread has objects of its own for
// one shared memory, and JavaScript does not tell whether two of them are the same. The kernel
// does: a thread of libuv's pool begins to read into it from a FIFO in which nothing is, and what
// the kernel shows of that call has the address. Nothing is ever read: then the FIFO is closed.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { openSync, closeSync, read, readFileSync } = require('./channel.cjs');
const { realWait } = require('./waiters.cjs');

/**
 * How often to look for the call. It is there at the first look or, on a busy machine, at the 14th;
 * after the first HASTY, looks are a millisecond apart. A pool all of whose threads are blocked
 * never comes to it.
 */
const LOOKS = 600;
const HASTY = 100;
const cell = new Int32Array(new SharedArrayBuffer(4));

const fifo = path.join(process.env.LOCKSTEP_RUN ?? '', 'probe');
/** @type {WeakMap<ArrayBufferLike, number>} */
const known = new WeakMap();
/** The threads of libuv's pool. @type {string[]} */
let pool = [];

function findPool() {
  const tasks = '/proc/self/task';
  return fs.readdirSync(tasks).filter((thread) => {
    try {
      return readFileSync(`${tasks}/${thread}/comm`, 'latin1').startsWith('libuv-worker');
    } catch {
      return false; // It has ended meanwhile.
    }
  });
}

/** @param {string} thread @param {number} descriptor */
function readsInto(thread, descriptor) {
  try {
    const call = readFileSync(`/proc/self/task/${thread}/syscall`, 'latin1').split(' ');
    return call[1] === `0x${descriptor.toString(16)}` ? Number(call[2]) : undefined;
  } catch {
    return undefined; // It has ended.
  }
}

/**
 * Whether it reads there no more. One that runs may only have been woken, since a writer was closed,
 * and read on, since another thread has opened one.
 * @param {string} thread
 * @param {number} descriptor
 */
function hasLeft(thread, descriptor) {
  try {
    const call = readFileSync(`/proc/self/task/${thread}/syscall`, 'latin1').split(' ');
    return call.length > 1 && call[1] !== `0x${descriptor.toString(16)}`;
  } catch {
    return true; // It has ended.
  }
}

/** @param {SharedArrayBuffer} memory */
function probe(memory) {
  const writer = openSync(fifo, fs.constants.O_RDWR);
  const reader = openSync(fifo, fs.constants.O_RDONLY);
  let address;
  let thread = '';
  read(reader, new Uint8Array(memory, 0, 1), 0, 1, null, () => {});
  for (let looks = 0; looks < LOOKS && address === undefined; looks += 1) {
    if (looks > HASTY) realWait(cell, 0, 0, 1);
    if (pool.length === 0 || looks === HASTY) pool = findPool();
    for (const one of pool) {
      address ??= readsInto(one, reader);
      if (address !== undefined && thread === '') thread = one;
    }
  }
  closeSync(writer);
  while (address !== undefined && !hasLeft(thread, reader));
  closeSync(reader);
  return address;
}

/**
 * The same for all threads of the process; undefined where it cannot be found out.
 * @param {ArrayBufferLike} memory
 */
function addressOf(memory) {
  const found = known.get(memory) ?? probe(/** @type {SharedArrayBuffer} */ (memory));
  if (found !== undefined) known.set(memory, found);
  return found;
}

module.exports = { addressOf };
