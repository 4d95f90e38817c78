// @ts-check
// The way to the harness: one JSON object a line, appended to one file. An append is atomic
// among processes, never blocks, and works alike on every system. A message bears the address of
// its task: the process id, and the number of the thread in it (0 for the first).
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { threadId } = require('node:worker_threads');

const { openSync, writeSync, fstatSync } = fs;
const now = process.hrtime.bigint;
const file = path.join(process.env.LOCKSTEP_RUN ?? '', 'messages');

/** @type {number | undefined} */
let descriptor;

/**
 * Send one message. `fields` are strings, numbers, booleans or null.
 * @param {string} event
 * @param {Record<string, string | number | boolean | null>} fields
 */
function emit(event, fields) {
  const from = `${process.pid}:${threadId}`;
  const message = JSON.stringify({ at: Number(now()), from, event, ...fields });
  try {
    descriptor ??= openSync(file, 'a', 0o600);
    writeSync(descriptor, `${message}\n`);
  } catch {
    // The harness is gone, or its folder is: the program is nobody's concern any more.
  }
}

module.exports = { emit, writeSync, fstatSync };
