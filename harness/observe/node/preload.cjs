// @ts-check
// Loaded by `--require` into every Node process and Worker of the program, before its own code.
// CommonJS, and JavaScript: `--import` skips some Workers, and stripping types costs 40 ms.
'use strict';

if (process.env.LOCKSTEP_RUN !== undefined) {
  const { isMainThread, threadId } = require('node:worker_threads');
  const { VIRTUAL, emit, gate, leave, nativeThread } = require('./channel.cjs');
  const lines = require('./lines.cjs');

  // Before the modules of Node that take a timer from it when they are loaded.
  if (VIRTUAL) require('./timers.cjs').install();
  lines.install();
  require('./tasks.cjs').install();
  gate('hello', {
    kind: isMainThread ? 'process' : 'thread',
    language: 'node',
    parent: isMainThread ? process.ppid : process.pid,
    thread: nativeThread(),
  });
  if (VIRTUAL) require('./clocks.cjs').install();
  else require('./sleeps.cjs').install();
  require('./dice.cjs').install();
  if (isMainThread) require('./input.cjs').install();
  // So that `import { fork } from 'node:child_process'` gets what was installed, too.
  require('node:module').syncBuiltinESMExports();

  require('./failures.cjs').install();

  // After the program's own handlers, which may print.
  const emitEvent = process.emit;
  /** @type {any} */ (process).emit = function (/** @type {any[]} */ ...event) {
    try {
      return Reflect.apply(emitEvent, this, event);
    } finally {
      if (event[0] === 'exit') {
        emit('end', { code: isMainThread ? Number(process.exitCode ?? event[1] ?? 0) : null });
        if (!isMainThread) leave();
        if (VIRTUAL && !isMainThread) require('./waiters.cjs').dismiss(threadId);
      }
    }
  };
}
