// @ts-check
// Reports every process that the program creates. Loaded with node:child_process only.
'use strict';

const { TEXT, VIRTUAL, emit } = require('./channel.cjs');
const { observed } = require('./environment.cjs');
const { replace } = require('./likeness.cjs');
const { countSends } = require('./polls.cjs');
const taskPath = require('./task-path.cjs');

/** @import { ChildProcess } from 'node:child_process' */
/** @import { Spawn, SpawnSync } from './internals.d.ts' */

/** @param {Spawn | SpawnSync} options */
const commandOf = ({ args, file }) => String(args?.join(' ') ?? file).slice(0, TEXT);

/** The module takes its timers from node:timers when it is loaded: for its option `timeout`. */
const loadChildProcess = () =>
  VIRTUAL
    ? require('./timers.cjs').withDeadlines(() => require('node:child_process'))
    : require('node:child_process');

/** @param {Spawn} options */
function environmentOf({ envPairs }) {
  const pairs = envPairs?.map((pair) => {
    const at = pair.indexOf('=', 1); // On Windows a name may begin with one.
    return [pair.slice(0, at), pair.slice(at + 1)];
  });
  return pairs ? Object.fromEntries(pairs) : process.env;
}

/** fork, exec and execFile all end in a method of ChildProcess that Node does not document. */
function ownSpawn(/** @type {typeof import('node:child_process')} */ childProcess) {
  replace(
    childProcess.ChildProcess.prototype,
    'spawn',
    (real) =>
      /** @this {ChildProcess} @param {Spawn} options */
      function (options) {
        const environment = observed(environmentOf(options));
        options.envPairs = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
        const result = Reflect.apply(real, this, [options]);
        if (VIRTUAL) countSends(this);
        if (this.pid !== undefined) {
          taskPath.count();
          const child = `${this.pid}:0`;
          emit('create', { child, kind: 'process', command: commandOf(options) });
          this.once('exit', (code, signal) => emit('reap', { child, code, signal }));
        }
        return result;
      },
  );
}

function install() {
  const childProcess = loadChildProcess();
  ownSpawn(childProcess);
  for (const name of ['spawnSync', 'execFileSync', 'execSync']) {
    replace(childProcess, name, (real) => (file, ...rest) => {
      require('./sync-processes.cjs').install(commandOf);
      const at = rest.findIndex(
        (value) => value !== null && typeof value === 'object' && !Array.isArray(value),
      );
      const options = at === -1 ? {} : rest[at];
      const withEnvironment = { ...options, env: observed(options.env ?? process.env) };
      if (at === -1) rest.push(withEnvironment);
      else rest[at] = withEnvironment;
      taskPath.count();
      return real(file, ...rest);
    });
  }
}

module.exports = { install };
