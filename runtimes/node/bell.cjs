// @ts-check
// A bell is a FIFO by which the harness tells a thread that timers are due: their ids, one a line.
'use strict';

const fs = require('node:fs');
const { gate, nextId, openSync, readSync, takeGate } = require('./channel.cjs');

const { setImmediate: realImmediate } = globalThis;

/** @import { Process } from './internals.d.ts' */
/** @typedef {{ number: number, descriptor: number }} Bell */

/** Calls the callback of the timer with this id. @type {(id: number) => void} */
let fire;

/** @type {Bell | undefined} */
let bell;
const buffer = Buffer.alloc(65_536);

/** Timers that are due, and whose callbacks have not been called. @type {number[]} */
const due = [];

let rest = '';

function callNext() {
  const id = due.shift();
  if (id !== undefined) fire(id);
}

/** @param {string} data what the harness wrote to the bell */
function hear(data) {
  const rows = (rest + data).split('\n');
  rest = rows.pop() ?? '';
  // As between two timers of Node: the ticks and promises of one run before the next, and the
  // immediates after all of them.
  for (const row of rows) {
    due.push(Number(row));
    realImmediate(callNext);
  }
}

/** Take a bell from the harness. A read of it never blocks. @returns {Bell} */
function openBell() {
  const { number, file } = takeGate();
  const { O_RDONLY, O_NONBLOCK } = fs.constants;
  return { number, descriptor: openSync(file, O_RDONLY | O_NONBLOCK) };
}

/** What the harness has written to a bell; empty if it has written nothing. @param {Bell} bell */
function readBell({ descriptor }) {
  try {
    return buffer.toString('latin1', 0, readSync(descriptor, buffer));
  } catch {
    return ''; // EAGAIN.
  }
}

/** Let the event loop hear the bell of this thread. By a socket: a file would block a thread of libuv. */
function listen() {
  const net = require('node:net');
  const opened = openBell();
  const socket = new net.Socket({ fd: opened.descriptor, writable: false });
  socket.on('data', hear);
  socket.unref(); // The program's own timers keep it alive, not this.
  return opened;
}

/** The number of this thread's bell, where the harness is to ring. */
function numberOfBell() {
  bell ??= listen();
  return bell.number;
}

/** Hear the bell before the event loop does. @param {Bell} ours @returns whether it has rung */
function hearNow(ours) {
  const data = readBell(ours);
  hear(data);
  return data !== '';
}

/** Wait until the bell has rung, and call what is due. The harness rings while this thread waits. */
function callRung() {
  if (bell === undefined) return;
  const id = nextId();
  while (gate('poll', { id, yields: true }) && !hearNow(bell));
  hearNow(bell);
  while (due.length > 0) {
    callNext();
    /** @type {Process} */ (process)._tickCallback();
  }
}

/** @param {(id: number) => void} call */
function answerBy(call) {
  fire = call;
}

module.exports = { answerBy, numberOfBell, callRung, openBell, readBell };
