// @ts-check
// Tells of an error that nobody catches: Node writes what it says of it round every stream.
'use strict';

const { isMainThread } = require('node:worker_threads');
const { emit } = require('./channel.cjs');
const { isProgramsOwn } = require('./lines.cjs');

const STDERR = 2;

function install() {
  // A Worker's error is thrown again in its parent, or handled there.
  if (!isMainThread) return;
  process.on('uncaughtExceptionMonitor', () => {
    const handled =
      process.listenerCount('uncaughtException') > 0 ||
      process.hasUncaughtExceptionCaptureCallback();
    if (!handled && isProgramsOwn(STDERR)) emit('fail', {});
  });
}

module.exports = { install };
