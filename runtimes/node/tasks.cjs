// @ts-check
// Tells of every process and Worker that the program creates, and sees to it that each is
// observed in its turn, also where its parent gives it an environment of its own.
'use strict';

const path = require('node:path');
const workers = require('node:worker_threads');
const { TEXT, VIRTUAL, emit } = require('./channel.cjs');
const { before } = require('./doors.cjs');
const { passFor, replace } = require('./likeness.cjs');
const { forward } = require('./lines.cjs');
const { countSends } = require('./polls.cjs');
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
/** @type {Record<string, string>} */
const kept = {};
for (const name of KEPT) {
  const value = process.env[name];
  if (value !== undefined) kept[name] = value;
}
/** Of these a program may have its own as well: what stands between. @type {Record<string, string>} */
const JOINED = { NODE_OPTIONS: ' ', PYTHONPATH: path.delimiter };

/**
 * @param {Record<string, string | undefined>} environment
 * @returns {Record<string, string | undefined>}
 */
function observed(environment) {
  const result = { ...environment, [taskPath.NAME]: taskPath.next() };
  for (const [name, ours] of Object.entries(kept)) {
    const theirs = environment[name];
    const between = JOINED[name];
    if (theirs === undefined) result[name] = ours;
    else if (between !== undefined && !theirs.includes(ours))
      result[name] = ours + between + theirs;
  }
  return result;
}

/** What may do no more than to start an observed program. */
const SHELL = /^\S*\bsh -c /;

let tells = false;

/** Who waits for a process by standing still tells of it afterwards. */
function tellOfSync() {
  if (tells) return;
  tells = true;
  const binding = /** @type {any} */ (process).binding('spawn_sync');
  const { spawn } = binding;
  binding.spawn = (/** @type {any} */ options) => {
    const command = String(options.args?.join(' ') ?? options.file).slice(0, TEXT);
    if (SHELL.test(command)) emit('foreign', { command });
    const result = spawn.call(binding, options);
    const { pid, status, signal } = result;
    if (pid > 0) {
      const child = `${pid}:0`;
      emit('create', { child, kind: 'process', command, over: true });
      emit('reap', { child, code: status, signal });
    }
    return result;
  };
}

/** Its option `timeout` takes timers from node:timers when it is loaded. */
const loadChildProcess = () =>
  VIRTUAL
    ? require('./timers.cjs').withDeadlines(() => require('node:child_process'))
    : require('node:child_process');

function ownProcesses() {
  const childProcess = loadChildProcess();
  // fork, exec and execFile all end in this method of a class that Node does not document.
  const prototype = /** @type {any} */ (childProcess.ChildProcess).prototype;
  replace(
    prototype,
    'spawn',
    (real) =>
      function (options) {
        const pairs = options.envPairs?.map((/** @type {string} */ pair) => {
          const at = pair.indexOf('=', 1);
          return [pair.slice(0, at), pair.slice(at + 1)];
        });
        const environment = observed(pairs ? Object.fromEntries(pairs) : process.env);
        options.envPairs = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
        const result = Reflect.apply(real, this, [options]);
        if (VIRTUAL) countSends(this);
        if (this.pid !== undefined) {
          taskPath.count();
          const child = `${this.pid}:0`;
          const command = String(options.args?.join(' ') ?? options.file).slice(0, TEXT);
          emit('create', { child, kind: 'process', command });
          this.once(
            'exit',
            (/** @type {number | null} */ code, /** @type {string | null} */ signal) =>
              emit('reap', { child, code, signal }),
          );
        }
        return result;
      },
  );

  for (const name of ['spawnSync', 'execFileSync', 'execSync']) {
    replace(childProcess, name, (real) => (file, ...rest) => {
      const at = rest.findIndex(
        (value) => value !== null && typeof value === 'object' && !Array.isArray(value),
      );
      const options = at === -1 ? {} : rest[at];
      // Node's own timer for it runs where JavaScript does not.
      if (VIRTUAL && options.timeout > 0) require('./sync-deadlines.cjs').install();
      tellOfSync();
      const withEnvironment = { ...options, env: observed(options.env ?? process.env) };
      if (at === -1) rest.push(withEnvironment);
      else rest[at] = withEnvironment;
      taskPath.count();
      return real(file, ...rest);
    });
  }
}

/** How a Worker is created so that it is observed. @param {import('node:worker_threads').WorkerOptions} options */
function observedOptions(options) {
  const { env, stdout = false, stderr = false } = options;
  const piped = [stdout && 'stdout', stderr && 'stderr'].filter(Boolean).join();
  const shared = env === undefined || env === workers.SHARE_ENV;
  // Node would close at the Worker's end what the observer opened in it, also where that is
  // closed already: a number that another thread's file has got meanwhile.
  const untracked = { trackUnmanagedFds: false, ...options };
  if (shared && piped === '') return untracked;
  const environment = observed(shared ? process.env : /** @type {any} */ (env));
  return { ...untracked, env: { ...environment, LOCKSTEP_PIPED: piped } };
}

function ownWorkers() {
  const { Worker: Real } = workers;
  const Parent = /** @type {new () => object} */ (Object.getPrototypeOf(Real));
  const addressOf = (/** @type {any} */ worker) => `${process.pid}:${worker.threadId}`;
  // A class, as Node's own is; what it has of it is copied, so that nothing stands between the two.
  class Worker extends Parent {
    /** @param {any[]} args */
    // @ts-expect-error Its super() is that of the real one.
    // biome-ignore lint/correctness/noUnreachableSuper: as above
    constructor(...args) {
      const [file, given, ...rest] = args;
      if (VIRTUAL) require('./waiters.cjs').table(); // For it and its own to share.
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
      function (...args) {
        // Where it is at a gate, nobody but the harness can end it.
        emit('dismiss', { child: addressOf(this) });
        if (VIRTUAL) require('./waiters.cjs').dismiss(this.threadId);
        return Reflect.apply(real, this, args);
      },
  );
  /** @type {any} */ (workers).Worker = Worker;
}

function install() {
  before('child_process', ownProcesses);
  if (VIRTUAL) countSends(process);
  ownWorkers();
}

module.exports = { install };
