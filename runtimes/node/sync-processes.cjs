// @ts-check
// spawnSync, execFileSync and execSync: the thread blocks, and reports the process when it has ended.
//
// Node runs the timer of their option `timeout` where no JavaScript runs. Under the virtual clock the
// harness itself ends the process when the time is over, and rings a bell.
'use strict';

const { constants } = require('node:os');
const { openBell, readBell } = require('./bell.cjs');
const { VIRTUAL, emit, nextId } = require('./channel.cjs');

/** @import { Process, SpawnSync, SpawnSyncResult } from './internals.d.ts' */

/** A shell may do no more than start an observed program. */
const SHELL = /^\S*\bsh -c /;

/** @type {import('./bell.cjs').Bell | undefined} */
let bell;

/**
 * @param {(options: SpawnSync) => SpawnSyncResult} spawn
 * @param {SpawnSync} options
 */
function spawnWithDeadline(spawn, options) {
  const { timeout = 0, killSignal } = options;
  if (!VIRTUAL || !(timeout > 0)) return spawn(options);
  bell ??= openBell();
  const id = nextId();
  const signal = killSignal || constants.signals.SIGTERM;
  emit('timer', { id, seconds: timeout / 1000, bell: bell.number, waits: true, signal });
  const result = spawn({ ...options, timeout: 0 });
  const timedOut = readBell(bell) !== '';
  if (timedOut) result.error = -constants.errno.ETIMEDOUT;
  else emit('cancel', { id });
  emit('resume', { id, timedOut });
  return result;
}

let isInstalled = false;

/** @param {(options: SpawnSync) => string} commandOf */
function install(commandOf) {
  if (isInstalled) return;
  isInstalled = true;
  const binding = /** @type {Process} */ (process).binding('spawn_sync');
  const spawn = binding.spawn.bind(binding);
  binding.spawn = (options) => {
    const command = commandOf(options);
    if (SHELL.test(command)) emit('foreign', { command });
    const result = spawnWithDeadline(spawn, options);
    const { pid, status, signal } = result;
    if (pid > 0) {
      const child = `${pid}:0`;
      emit('create', { child, kind: 'process', command, over: true });
      emit('reap', { child, code: status, signal });
    }
    return result;
  };
}

module.exports = { install };
