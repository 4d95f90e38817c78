// @ts-check
// Modules of Node in which something is replaced when the program first asks for them, and not before:
// to load them all takes as long as all else that the observer does. However it asks, by `import`,
// `require` or a name of its own for it (`imports` of package.json), it comes through here.
'use strict';

const { registerHooks } = require('node:module');
const { like, replace } = require('./likeness.cjs');

/**
 * Modules that neither give a program another one of those that are replaced nor use it themselves.
 * Any that is not listed here may, as node:cluster starts processes.
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

/** Modules of those that use node:net. */
const ON_NET = new Set(['child_process', 'http', 'https', 'tls', 'tty']);

/** What is to be done before a program gets a module, by the module's name. @type {Map<string, () => void>} */
const closed = new Map();
/** Those that no other module leads to. @type {Set<string>} */
const lonely = new Set();

/** Replace what is to be replaced in a module, if that has not been done. @param {string} name */
function open(name) {
  const install = closed.get(name);
  // For all its modules: it may ask for one of them itself.
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
 * The properties of a function or a module by which a program gets at a module and does not ask for it
 * by its name, such that they open it first. Not all of them can be replaced in place.
 * @param {string} name
 * @param {any} owner
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

/** To be called last: from here on each module that is asked for costs more. */
function watch() {
  // With options Node may run something else than a program: --test and --watch start processes.
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
