// @ts-check
// The bell by which the harness tells a thread under the virtual clock which of its timers are over.
'use strict';

const fs = require('node:fs');
const { gate, nextId, readSync, takeGate } = require('./channel.cjs');

const { setImmediate: realImmediate } = globalThis;

/** Calls the callback of a timer, by its number. @type {(id: number) => void} */
let fire;

/** @type {{ number: number, descriptor: number } | undefined} */
let bell;
const early = Buffer.alloc(65_536);

/** Timers that are over, and whose callbacks have not been called. @type {number[]} */
const rung = [];

let rest = '';

function callNext() {
  const id = rung.shift();
  if (id !== undefined) fire(id);
}

/** @param {string} data what the harness has written to the bell */
function hear(data) {
  const rows = (rest + data).split('\n');
  rest = rows.pop() ?? '';
  // Between two run the ticks and promises of the first, and its immediates after all of them:
  // as between two of Node's timers.
  for (const row of rows) {
    rung.push(Number(row));
    realImmediate(callNext);
  }
}

/** Hear it before the event loop does. @param {number} descriptor */
function hasRung(descriptor) {
  try {
    hear(early.toString('latin1', 0, readSync(descriptor, early)));
  } catch {
    return false; // EAGAIN.
  }
  return true;
}

/** A socket: a file read would hold one of libuv's threads. */
function open() {
  const net = require('node:net');
  const { number, file } = takeGate();
  const { O_RDONLY, O_NONBLOCK } = fs.constants;
  const descriptor = fs.openSync(file, O_RDONLY | O_NONBLOCK);
  const socket = new net.Socket({ fd: descriptor, writable: false });
  socket.on('data', hear);
  socket.unref(); // The program's own timers keep it alive, not this.
  return { number, descriptor };
}

/** The number of the bell, by which the harness is told where to ring. */
function numberOfBell() {
  bell ??= open();
  return bell.number;
}

/** Wait until it has rung, which the harness does when this thread waits, and call all that is over. */
function callRung() {
  if (bell === undefined) return;
  const id = nextId();
  while (gate('poll', { id, yields: true }) && !hasRung(bell.descriptor));
  hasRung(bell.descriptor);
  while (rung.length > 0) {
    callNext();
    /** @type {any} */ (process)._tickCallback();
  }
}

/** @param {(id: number) => void} call */
function answerBy(call) {
  fire = call;
}

module.exports = { answerBy, numberOfBell, callRung };
