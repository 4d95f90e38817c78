// @ts-check
// Changes modules of Node when the program first asks for them: loading all of them at the start would
// double the runtime's time. Every way to ask comes through here: `import`, `require`, or a name of the
// program's own for a module (`imports` of package.json).
'use strict';

const { registerHooks } = require('node:module');
const { like, replace } = require('./likeness.cjs');

/**
 * Modules that neither give a program another module that is changed nor use one themselves. Any other
 * may: node:cluster starts processes.
 */
const PLAIN = new Set([
  ...['assert', 'assert/strict', 'async_hooks', 'buffer', 'child_process', 'console'],
  ...['constants', 'crypto', 'dgram', 'diagnostics_channel', 'dns', 'dns/promises', 'events'],
  ...['fs', 'fs/promises', 'http', 'https', 'net', 'os', 'path', 'path/posix', 'path/win32'],
  ...['perf_hooks', 'process', 'querystring', 'readline', 'readline/promises', 'stream'],
  ...['stream/consumers', 'stream/promises', 'stream/web', 'string_decoder', 'timers'],
  ...['timers/promises', 'tls', 'tty', 'url', 'util', 'util/types', 'v8', 'vm', 'worker_threads'],
  ...['zlib'],
]);

/** Those of them that use node:net. */
const ON_NET = new Set(['child_process', 'http', 'https', 'tls', 'tty']);

/** By name of a module: what to do before the program gets it. @type {Map<string, () => void>} */
const closed = new Map();
/** Modules that no other module gives to a program. @type {Set<string>} */
const lonely = new Set();

/** Change a module, if that has not been done. @param {string} name */
function open(name) {
  const install = closed.get(name);
  // For all modules with this action, first: it may ask for one of them itself.
  for (const [other, one] of closed) if (one === install) closed.delete(other);
  install?.();
}

function openAll() {
  for (const name of closed.keys()) if (!lonely.has(name)) open(name);
}

/** The program is about to get a module. @param {string} name */
function pass(name) {
  if (ON_NET.has(name)) open('net');
  if (closed.has(name)) open(name);
  else if (!PLAIN.has(name)) openAll();
}

const NODE = 'node:';

/** @param {string} name */
const plainName = (name) => (name.startsWith(NODE) ? name.slice(NODE.length) : name);

/**
 * @param {string} name of a module of Node, without `node:`
 * @param {() => void} install
 * @param {{ isLonely?: boolean }} [options]
 */
function before(name, install, { isLonely = false } = {}) {
  closed.set(name, install);
  if (isLonely) lonely.add(name);
}

/**
 * Properties of a function or module that give a program another module without its name: with getters
 * that open it first. Not all of them can be replaced in place.
 * @param {string} name
 * @param {object} owner
 * @param {PropertyKey[]} keys
 */
function opening(name, owner, keys) {
  /** @type {PropertyDescriptorMap} */
  const properties = {};
  for (const key of keys) {
    const property = Object.getOwnPropertyDescriptor(owner, key);
    const get = property?.get;
    if (get === undefined) continue;
    const opened = like(get, () => {
      open(name);
      return Reflect.apply(get, owner, []);
    });
    properties[/** @type {string} */ (key)] = { ...property, get: opened };
  }
  return properties;
}

/** To be called last: from here on each request for a module takes longer. */
function watch() {
  // With options Node may run other things than a program: --test and --watch start processes.
  if (process.execArgv.length > 0) openAll();
  if (closed.size === 0) return;
  registerHooks({
    resolve(name, context, next) {
      const found = next(name, context);
      if (found.url.startsWith(NODE)) pass(plainName(found.url));
      return found;
    },
  });
  replace(process, 'getBuiltinModule', (real) => (/** @type {string} */ name) => {
    if (typeof name === 'string') pass(plainName(name));
    return real(name);
  });
}

module.exports = { before, open, opening, watch };
