// @ts-check
// Reports every Worker that the program creates, and observes each of them in its turn.
'use strict';

const workers = require('node:worker_threads');
const { VIRTUAL, emit } = require('./channel.cjs');
const { observed } = require('./environment.cjs');
const { passFor, replace } = require('./likeness.cjs');
const { forward } = require('./lines.cjs');
const taskPath = require('./task-path.cjs');

/** @import { WorkerOptions } from 'node:worker_threads' */

/** The options by which a Worker is created so that it is observed. @param {WorkerOptions} options */
function observedOptions(options) {
  const { env, stdout = false, stderr = false } = options;
  const piped = [stdout && 'stdout', stderr && 'stderr'].filter(Boolean).join();
  // At the Worker's end Node would close what the observer opened in it, even if it is closed
  // already: another thread may have a file of that number meanwhile.
  const untracked = { trackUnmanagedFds: false, ...options };
  if (env === undefined || env === workers.SHARE_ENV) {
    if (piped === '') return untracked;
    return { ...untracked, env: { ...observed(process.env), LOCKSTEP_PIPED: piped } };
  }
  const own = observed(/** @type {Record<string, string>} */ (env));
  return { ...untracked, env: { ...own, LOCKSTEP_PIPED: piped } };
}

/** @param {workers.Worker} worker */
const addressOf = ({ threadId }) => `${process.pid}:${threadId}`;

function install() {
  const { Worker: Real } = workers;
  const Parent = /** @type {new () => object} */ (Object.getPrototypeOf(Real));
  // A class, as Node's own. It copies what that has, so that it is no subclass of it.
  class Worker extends Parent {
    /** @param {any[]} args */
    // @ts-expect-error It calls the super() of the real one.
    // biome-ignore lint/correctness/noUnreachableSuper: as above
    constructor(...args) {
      const [file, given, ...rest] = args;
      if (VIRTUAL) require('./waiters.cjs').table(); // Before the first Worker: all threads share it.
      const options = given === undefined ? {} : given;
      const own = options === null ? options : observedOptions(options);
      const worker = taskPath.inherit(() =>
        Reflect.construct(Real, [file, own, ...rest], new.target),
      );
      emit('create', { child: addressOf(worker), kind: 'thread', command: null });
      if (!options.stdout) forward('stdout', worker.stdout);
      if (!options.stderr) forward('stderr', worker.stderr);
      // biome-ignore lint/correctness/noConstructorReturn: as above
      return worker;
    }
  }
  const { prototype: _, ...statics } = Object.getOwnPropertyDescriptors(Real);
  Object.defineProperties(Worker, statics);
  Object.defineProperties(Worker.prototype, Object.getOwnPropertyDescriptors(Real.prototype));
  passFor(Worker, Real);
  replace(
    Worker.prototype,
    'terminate',
    (real) =>
      /** @this {workers.Worker} @param {unknown[]} args */
      function (...args) {
        // If it waits at a gate, only the harness can end it.
        emit('dismiss', { child: addressOf(this) });
        if (VIRTUAL) require('./waiters.cjs').dismiss(this.threadId);
        return Reflect.apply(real, this, args);
      },
  );
  Object.assign(workers, { Worker });
}

module.exports = { install };
