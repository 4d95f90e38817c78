// @ts-check
// The way to the harness: one JSON object a line, appended to one file. An append is atomic
// among processes, never blocks, and works alike on every system. A message bears the address of
// its task: the process id, and the number of the thread in it (0 for the first).
//
// Under the virtual clock some messages are gates: the task then reads from a FIFO of its own,
// and so is blocked until the harness writes to it. A FIFO is the one thing on which a thread of
// Node can block and which another process can open.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { threadId } = require('node:worker_threads');

const {
  openSync,
  writeSync,
  read,
  readSync,
  readFileSync,
  appendFileSync,
  closeSync,
  fstatSync,
  readlinkSync,
  unlinkSync,
} = fs;
const now = process.hrtime.bigint;
const { exit } = process;
const folder = process.env.LOCKSTEP_RUN ?? '';

/** Characters of a line, a key or a command that a message repeats. */
const TEXT = 400;

const VIRTUAL = process.env.LOCKSTEP_CLOCK === 'virtual';

/** The exit code of a program whose harness is gone; nobody is there to read it. */
const ORPHANED = 143;

/** @type {number | undefined} */
let descriptor;
/** @type {{ number: number, descriptor: number } | undefined} */
let ownGate;
const answer = Buffer.alloc(1);
/** What the harness writes to a gate whose task is to look again. */
const RETRY = '?'.charCodeAt(0);
let count = 0;
/** Readings of a clock, in a row, that take a tick (polls.cjs). */
const READINGS = 960;
/** What this task does that is no reading, look or yield makes it begin anew with all of these. */
const ACTED = { steps: 0, readings: 0, aTick: READINGS, nextGate: READINGS, hairs: 0n };
/** How often this task has polled, and what it sent, since it last said anything else (polls.cjs). */
const idle = { ...ACTED, poll: 0, work: 0 };

/**
 * Send one message. `fields` are strings, numbers, booleans or null.
 * @param {string} event
 * @param {Record<string, string | number | boolean | null>} fields
 */
function emit(event, fields) {
  // A draw is nothing by which others may go on.
  if (event !== 'poll' && event !== 'draw') Object.assign(idle, ACTED, { poll: 0, work: 0 });
  const from = `${process.pid}:${threadId}`;
  const message = JSON.stringify({ at: Number(now()), from, event, ...fields });
  try {
    descriptor ??= openSync(path.join(folder, 'messages'), 'a', 0o600);
    const bytes = Buffer.from(`${message}\n`);
    if (writeSync(descriptor, bytes) < bytes.length) tellUnwritable();
  } catch {
    tellUnwritable();
    // The harness is gone, or its folder is. Under its clock nothing goes on without it.
    if (VIRTUAL) exit(ORPHANED);
  }
}

/** On a disk that is full a file can be removed, but none can be made (launch/space.ts). */
function tellUnwritable() {
  try {
    unlinkSync(path.join(folder, 'writable'));
  } catch {
    // It is told already, or the harness is gone.
  }
}

/** A FIFO that is this thread's alone, from the dispenser. */
function takeGate() {
  const dispenser = openSync(path.join(folder, 'dispenser'), 'r');
  const token = Buffer.alloc(4);
  readSync(dispenser, token);
  closeSync(dispenser);
  return { number: Number(token.toString()), file: path.join(folder, `gate-${token}`) };
}

/**
 * Send a message; under the virtual clock, wait until the harness lets this task go on.
 * @param {string} event
 * @param {Record<string, string | number | boolean | null>} fields
 * @returns {boolean} whether it is only to look again for what it waits for
 */
function gate(event, fields) {
  if (!VIRTUAL) {
    emit(event, fields);
    return false;
  }
  if (ownGate === undefined) {
    const { number, file } = takeGate();
    ownGate = { number, descriptor: openSync(file, 'r') };
  }
  emit(event, { gate: ownGate.number, ...fields });
  if (readSync(ownGate.descriptor, answer) === 0) exit(ORPHANED);
  return answer[0] === RETRY;
}

/** A number that tells this thread's sleeps, waits and timers from one another. */
function nextId() {
  count += 1;
  return count;
}

/** This thread ends. What it says after all is said through files that are opened again. */
function leave() {
  for (const open of [descriptor, ownGate?.descriptor]) if (open !== undefined) closeSync(open);
  descriptor = undefined;
  ownGate = undefined;
}

/** The number by which the kernel knows the calling thread; null where it does not tell. */
function nativeThread() {
  try {
    return Number(path.basename(readlinkSync('/proc/thread-self')));
  } catch {
    return null;
  }
}

module.exports = {
  TEXT,
  VIRTUAL,
  emit,
  gate,
  idle,
  ACTED,
  leave,
  nextId,
  takeGate,
  nativeThread,
  writeSync,
  read,
  readSync,
  readFileSync,
  appendFileSync,
  openSync,
  closeSync,
  fstatSync,
};
