// @ts-check
// The environment of a child process or Worker: it is observed even if the program gives it an
// environment of its own.
'use strict';

const path = require('node:path');
const taskPath = require('./task-path.cjs');

const KEPT = [
  'LOCKSTEP_RUN',
  'LOCKSTEP_CLOCK',
  'LOCKSTEP_STREAMS',
  'LOCKSTEP_SLEEP',
  'PYTHONPATH',
  'PYTHONUTF8',
  'PYTHONHASHSEED',
  'NODE_OPTIONS',
  'NODE_COMPILE_CACHE',
];
/** As they are when the program starts. @type {Record<string, string>} */
const kept = {};
for (const name of KEPT) {
  const value = process.env[name];
  if (value !== undefined) kept[name] = value;
}
/** The separator between our value and the program's own. @type {Record<string, string>} */
const JOINED = { NODE_OPTIONS: ' ', PYTHONPATH: path.delimiter };

/** @typedef {Record<string, string | undefined>} Environment */

/** @param {Environment} environment @returns {Environment} */
function observed(environment) {
  const result = { ...environment, [taskPath.NAME]: taskPath.next() };
  for (const [name, ours] of Object.entries(kept)) {
    const theirs = environment[name];
    const separator = JOINED[name];
    if (theirs === undefined) result[name] = ours;
    else if (separator !== undefined && !theirs.includes(ours))
      result[name] = ours + separator + theirs;
  }
  return result;
}

module.exports = { observed };
