// @ts-check
// A context of node:vm has a Date, a Math and all else of its own: they are replaced as the program's
// own are, but for what the program itself puts there. The object of the context has a Date then,
// which is not enumerable.
'use strict';

const vm = require('node:vm');
const { ownText, replace } = require('./likeness.cjs');

/** What of a realm is replaced. */
const NAMES = ['Date', 'Intl', 'Temporal', 'Math', 'Function'];

/** @param {(realm: any) => void} ownRealm */
function install(ownRealm) {
  /** @type {WeakSet<object>} */
  const owned = new WeakSet();
  const { runInContext } = vm;

  /** @param {any} context @param {boolean} isGlobal it is the global object itself */
  const own = (context, isGlobal) => {
    if (owned.has(context)) return;
    owned.add(context);
    const theirs = NAMES.filter((name) => isGlobal || !Object.hasOwn(context, name));
    const members = theirs.map((name) => `${name}: globalThis.${name}`);
    const realm = runInContext(`({ ${members} })`, context);
    if (realm.Function !== undefined) ownText(realm.Function);
    const theirDate = realm.Date;
    ownRealm(realm);
    if (realm.Date === theirDate) return;
    const property = { configurable: true, enumerable: false, writable: true };
    Reflect.defineProperty(context, 'Date', { ...property, value: realm.Date });
  };
  const made = replace(vm, 'createContext', (real) => (/** @type {any[]} */ ...args) => {
    const context = real(...args);
    own(context, args[0] === vm.constants.DONT_CONTEXTIFY);
    return context;
  });
  /** @param {any} object @param {any} options */
  const contextOf = (object, options) => {
    if (object !== undefined && vm.isContext(Object(object))) return object;
    const { contextName, contextOrigin, contextCodeGeneration, microtaskMode } = Object(options);
    return made(object, {
      name: contextName,
      origin: contextOrigin,
      codeGeneration: contextCodeGeneration,
      microtaskMode,
    });
  };
  replace(
    vm,
    'runInNewContext',
    (real) => (/** @type {any} */ code, /** @type {any} */ object, /** @type {any} */ options) => {
      const given = typeof options === 'string' ? { filename: options } : options;
      return real(code, contextOf(object, given), options);
    },
  );
  replace(
    vm.Script.prototype,
    'runInNewContext',
    (real) =>
      function (object, options) {
        return Reflect.apply(real, this, [contextOf(object, options), options]);
      },
  );
}

module.exports = { install };
