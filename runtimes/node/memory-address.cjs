// @ts-check
// The address of a SharedArrayBuffer in the process's memory. Each thread has objects of its own for the
// same memory, and JavaScript does not say whether two of them are the same. The kernel does: a thread
// of libuv begins to read into the buffer from an empty FIFO, and the kernel shows the address of that
// call. Nothing is ever read: then the FIFO is closed.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { openSync, closeSync, read, readFileSync } = require('./channel.cjs');
const { realWait } = require('./waiters.cjs');

/**
 * How often to look for the call. It is there at the first look or, on a busy machine, at the 14th.
 * After the first HASTY looks, they are a millisecond apart. If all threads of libuv are blocked, the
 * call never begins.
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
 * Whether a thread no longer reads there. A thread that runs may read on: closing one writer wakes it,
 * but another thread may have opened the FIFO.
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
 * The address, the same in all threads of the process; undefined if it cannot be found.
 * @param {ArrayBufferLike} memory
 */
function addressOf(memory) {
  const found = known.get(memory) ?? probe(/** @type {SharedArrayBuffer} */ (memory));
  if (found !== undefined) known.set(memory, found);
  return found;
}

module.exports = { addressOf };
