// @ts-check
// Reports an error that nobody catches, and an `await` at the top level that never ends: Node prints
// its messages about them without the streams.
'use strict';

const { isMainThread } = require('node:worker_threads');
const { emit } = require('./channel.cjs');
const { isProgramsOwn } = require('./lines.cjs');

const STDERR = 2;
/** Exit code of a process whose top-level `await` never ends. */
const UNSETTLED = 13;

/** The process is about to emit this event to the program's listeners. @param {unknown[]} event */
function notice([name, code]) {
  const isUncaught = name === 'uncaughtExceptionMonitor' && !isHandled();
  // A Worker's error is thrown again in its parent, or handled there.
  if (!isMainThread || !(isUncaught || (name === 'exit' && code === UNSETTLED))) return;
  if (isProgramsOwn(STDERR)) emit('fail', {});
}

const isHandled = () =>
  process.listenerCount('uncaughtException') > 0 || process.hasUncaughtExceptionCaptureCallback();

module.exports = { notice };
