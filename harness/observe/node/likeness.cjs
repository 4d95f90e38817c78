// @ts-check
// What the observer puts in a function's place is like it in all that a program can ask: its name,
// length, text, own properties (util.promisify.custom), prototype, how it is bound and subclassed.
// A Proxy of the function is all this by itself, but for its text.
'use strict';

/** What each stands for. @type {WeakMap<Function, Function>} */
const originals = new WeakMap();

/**
 * @typedef {object} Ways
 * @property {(this: any, ...args: any[]) => any} [call]
 * @property {(args: any[], newTarget: Function) => object} [construct]
 */

/**
 * @template {Function} F
 * @param {F} real
 * @param {((this: any, ...args: any[]) => any) | Ways} ways
 * @returns {F}
 */
function like(real, ways) {
  const { call, construct } = typeof ways === 'function' ? { call: ways } : ways;
  /** @type {ProxyHandler<any>} */
  const handler = {};
  if (call !== undefined) handler.apply = (_, self, args) => Reflect.apply(call, self, args);
  if (construct !== undefined) handler.construct = (_, args, target) => construct(args, target);
  const stand = new Proxy(real, handler);
  originals.set(stand, real);
  return stand;
}

/**
 * Replace a property that is a function, or what gets it where it is computed; all else about the
 * property stays.
 * @param {any} owner
 * @param {PropertyKey} name
 * @param {(real: any) => ((this: any, ...args: any[]) => any) | Ways} make
 * @returns {any} what stands there now
 */
function replace(owner, name, make) {
  const property = Object.getOwnPropertyDescriptor(owner, name);
  const part = property?.get === undefined ? 'value' : 'get';
  const real = property?.[part];
  if (typeof real !== 'function') return undefined; // This Node has none.
  const stand = like(real, make(real));
  Object.defineProperty(owner, name, { ...property, [part]: stand });
  const { prototype } = real;
  const maker = prototype && Object.getOwnPropertyDescriptor(prototype, 'constructor');
  if (maker?.value === real)
    Object.defineProperty(prototype, 'constructor', { ...maker, value: stand });
  return stand;
}

/** Its text is that of what it stands for. @param {any} [functions] the Function of a realm */
function ownText(functions = Function) {
  replace(
    functions.prototype,
    'toString',
    (real) =>
      function () {
        return Reflect.apply(real, originals.get(this) ?? this, []);
      },
  );
}

module.exports = { like, replace, ownText };
