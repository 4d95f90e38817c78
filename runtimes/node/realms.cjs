// @ts-check
// A context of node:vm has a Date and a Math of its own. They are replaced too, unless the program
// itself put them there. The object of the context then has a Date, which is not enumerable.
'use strict';

const vm = require('node:vm');
const { ownText, replace } = require('./likeness.cjs');

/** @import { Realm } from './internals.d.ts' */

/** The globals of a realm that are replaced. */
const NAMES = ['Date', 'Intl', 'Temporal', 'Math', 'Function'];

/** @param {(realm: Realm) => void} ownRealm */
function install(ownRealm) {
  /** @type {WeakSet<object>} */
  const owned = new WeakSet();
  const { runInContext } = vm;

  /** @param {object} context @param {boolean} isGlobal whether it is the global object itself */
  const own = (context, isGlobal) => {
    if (owned.has(context)) return;
    owned.add(context);
    const theirs = NAMES.filter((name) => isGlobal || !Object.hasOwn(context, name));
    const members = theirs.map((name) => `${name}: globalThis.${name}`);
    /** @type {Realm} */
    const realm = runInContext(`({ ${members} })`, context);
    if (realm.Function !== undefined) ownText(realm.Function);
    const theirDate = realm.Date;
    ownRealm(realm);
    if (realm.Date === theirDate) return;
    const property = { configurable: true, enumerable: false, writable: true };
    Reflect.defineProperty(context, 'Date', { ...property, value: realm.Date });
  };
  const made = replace(vm, 'createContext', (real) => (...args) => {
    const context = real(...args);
    own(context, args[0] === vm.constants.DONT_CONTEXTIFY);
    return context;
  });
  /** @param {unknown} object @param {unknown} options */
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
  replace(vm, 'runInNewContext', (real) => (code, object, options) => {
    const given = typeof options === 'string' ? { filename: options } : options;
    return real(code, contextOf(object, given), options);
  });
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
