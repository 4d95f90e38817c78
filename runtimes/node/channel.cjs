// @ts-check
// Sends messages to the harness: one JSON object a line, appended to one file (see protocol.md). An
// append is atomic among processes, never blocks, and works on every system.
//
// Under the virtual clock a task waits after some messages: it reads from a FIFO, its gate, until the
// harness writes to it. Only on a FIFO can a thread of Node block that another process wakes.
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

/** The exit code of a program whose harness is gone; nobody reads it. */
const ORPHANED = 143;

/** @type {number | undefined} */
let descriptor;
/** @type {{ number: number, descriptor: number } | undefined} */
let ownGate;
const answer = Buffer.alloc(1);
/** The harness's answer: what the task waits for may have come. */
const LOOK = '?'.charCodeAt(0);
let count = 0;
/** Clock readings in a row that take a tick of 1 ms (polls.cjs). */
const READINGS = 960;
/** These begin again when the task does something other than reading clocks, looking or yielding. */
const ACTED = { steps: 0, readings: 0, aTick: READINGS, nextGate: READINGS, hairs: 0n };
/** What this task has done since its last message: how often it looked, and what it sent (polls.cjs). */
const idle = { ...ACTED, poll: 0, work: 0 };

/**
 * Send one message. `fields` are strings, numbers, booleans or null.
 * @param {string} event
 * @param {Record<string, string | number | boolean | null>} fields
 */
function emit(event, fields) {
  // A poll or a draw lets no other task go on.
  if (event !== 'poll' && event !== 'draw') Object.assign(idle, ACTED, { poll: 0, work: 0 });
  const from = `${process.pid}:${threadId}`;
  const message = JSON.stringify({ at: Number(now()), from, event, ...fields });
  try {
    descriptor ??= openSync(path.join(folder, 'messages'), 'a', 0o600);
    const bytes = Buffer.from(`${message}\n`);
    if (writeSync(descriptor, bytes) < bytes.length) reportFullDisk();
  } catch {
    reportFullDisk();
    // The harness or its folder is gone. Under the virtual clock nothing can go on without it.
    if (VIRTUAL) exit(ORPHANED);
  }
}

/** On a full disk a file can be removed, but none can be created (launch/space.ts). */
function reportFullDisk() {
  try {
    unlinkSync(path.join(folder, 'writable'));
  } catch {
    // It is removed already, or the harness is gone.
  }
}

/** Take a FIFO for this thread alone from the dispenser. */
function takeGate() {
  const dispenser = openSync(path.join(folder, 'dispenser'), 'r');
  const token = Buffer.alloc(4);
  readSync(dispenser, token);
  closeSync(dispenser);
  return { number: Number(token.toString()), file: path.join(folder, `gate-${token}`) };
}

/**
 * Send a message and, under the virtual clock, wait until the harness answers.
 * @param {string} event
 * @param {Record<string, string | number | boolean | null>} fields
 * @returns {boolean} whether the task is to look again
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
  return answer[0] === LOOK;
}

/** A number for a sleep, wait, poll or timer of this thread. */
function nextId() {
  count += 1;
  return count;
}

/** This thread ends. To send another message it opens the file again. */
function leave() {
  for (const open of [descriptor, ownGate?.descriptor]) if (open !== undefined) closeSync(open);
  descriptor = undefined;
  ownGate = undefined;
}

/** The kernel's number of this thread; null if it is unknown. */
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
