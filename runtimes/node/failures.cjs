// @ts-check
// Tells of an error that nobody catches, and of an `await` at the top level that is never over:
// Node writes what it says of them round every stream.
'use strict';

const { isMainThread } = require('node:worker_threads');
const { emit } = require('./channel.cjs');
const { isProgramsOwn } = require('./lines.cjs');

const STDERR = 2;
/** Of a process in which nothing is left to run that could let that `await` go on. */
const UNSETTLED = 13;

/** The process is about to emit this event to the program's listeners. @param {any[]} event */
function notice([name, code]) {
  const isUncaught = name === 'uncaughtExceptionMonitor' && !isHandled();
  // A Worker's error is thrown again in its parent, or handled there.
  if (!isMainThread || !(isUncaught || (name === 'exit' && code === UNSETTLED))) return;
  if (isProgramsOwn(STDERR)) emit('fail', {});
}

const isHandled = () =>
  process.listenerCount('uncaughtException') > 0 || process.hasUncaughtExceptionCaptureCallback();

module.exports = { notice };
