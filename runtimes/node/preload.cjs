// @ts-check
// Loaded by `--require` into every Node process and Worker of the program, before its own code. It is
// CommonJS, since `--import` skips some Workers, and JavaScript, since stripping types takes 40 ms.
'use strict';

if (process.env.LOCKSTEP_RUN !== undefined) {
  const { isMainThread, threadId } = require('node:worker_threads');
  const { VIRTUAL, emit, gate, leave, nativeThread } = require('./channel.cjs');
  const lines = require('./lines.cjs');
  const { before, watch } = require('./doors.cjs');
  const { like, ownText } = require('./likeness.cjs');

  ownText();
  // First: some modules of Node take timers when they are loaded.
  if (VIRTUAL) require('./timers.cjs').install();
  lines.install();
  before('child_process', () => require('./processes.cjs').install());
  if (VIRTUAL) require('./polls.cjs').countSends(process);
  require('./workers.cjs').install();
  gate('hello', {
    kind: isMainThread ? 'process' : 'thread',
    language: 'node',
    parent: isMainThread ? process.ppid : process.pid,
    thread: nativeThread(),
  });
  const clocks = VIRTUAL ? require('./clocks.cjs') : undefined;
  if (clocks === undefined) require('./sleeps.cjs').install();
  else clocks.install();
  const ownDraws = require('./draws.cjs').install();
  if (isMainThread) require('./input.cjs').install();
  before('vm', () =>
    require('./realms.cjs').install((realm) => {
      clocks?.ownRealm(realm);
      ownDraws?.(realm);
    }),
  );
  if (VIRTUAL) {
    const watchFileTimes = () => require('./file-times.cjs').install();
    for (const name of ['fs', 'fs/promises']) before(name, watchFileTimes);
  }
  // For programs that `import { writeSync } from 'node:fs'`.
  require('node:module').syncBuiltinESMExports();

  // After the program's own handlers, which may print.
  const emitEvent = process.emit;
  const { notice } = require('./failures.cjs');
  const isCreated = require('./task-path.cjs').own !== 'main';
  const emitLast = like(emitEvent, function (...event) {
    notice(event);
    try {
      return Reflect.apply(emitEvent, this, event);
    } finally {
      if (event[0] === 'exit') {
        // Its creator learns of its end after it has received all that was sent before, as in real time.
        if (VIRTUAL && isCreated) gate('leave', {});
        emit('end', { code: isMainThread ? Number(process.exitCode ?? event[1] ?? 0) : null });
        if (!isMainThread) leave();
        if (VIRTUAL && !isMainThread) require('./waiters.cjs').dismiss(threadId);
      }
    }
  });
  Object.defineProperty(process, 'emit', {
    configurable: true,
    enumerable: false,
    writable: true,
    value: emitLast,
  });
  watch();
}
