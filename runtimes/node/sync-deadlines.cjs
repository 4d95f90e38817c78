// @ts-check
// The option `timeout` of spawnSync, execFileSync and execSync under the virtual clock. Node runs
// its timer in an event loop of its own, in which no JavaScript runs: so the harness itself ends
// the process when the time is over, and rings; whether it has rung is seen afterwards.
'use strict';

const fs = require('node:fs');
const { constants } = require('node:os');
const { emit, nextId, takeGate, openSync, readSync } = require('./channel.cjs');

/** @type {{ number: number, descriptor: number } | undefined} */
let bell;
const rung = Buffer.alloc(64);

function openBell() {
  const { number, file } = takeGate();
  const { O_RDONLY, O_NONBLOCK } = fs.constants;
  return { number, descriptor: openSync(file, O_RDONLY | O_NONBLOCK) };
}

/** @param {number} descriptor */
function hasRung(descriptor) {
  try {
    return readSync(descriptor, rung) > 0;
  } catch {
    return false; // EAGAIN: nothing is there.
  }
}

let installed = false;

function install() {
  if (installed) return;
  installed = true;
  const binding = /** @type {any} */ (process).binding('spawn_sync');
  const { spawn } = binding;
  binding.spawn = (/** @type {any} */ options) => {
    const { timeout, killSignal } = options;
    if (!(timeout > 0)) return spawn.call(binding, options);
    bell ??= openBell();
    const id = nextId();
    const signal = killSignal || constants.signals.SIGTERM;
    const seconds = timeout / 1000;
    emit('timer', { id, seconds, bell: bell.number, waits: true, signal });
    const result = spawn.call(binding, { ...options, timeout: 0 });
    const timedOut = hasRung(bell.descriptor);
    if (timedOut) result.error = -constants.errno.ETIMEDOUT;
    else emit('cancel', { id });
    emit('resume', { id, timedOut });
    return result;
  };
}

module.exports = { install };
