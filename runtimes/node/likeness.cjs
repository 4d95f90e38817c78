// @ts-check
// What the observer puts in a function's place is like it in all that a program can ask: its name,
// length, text, own properties (util.promisify.custom), prototype, how it is bound and subclassed.
// A Proxy would be, too, but util.inspect shows that it is one.
'use strict';

/** What each stands for. @type {WeakMap<Function, Function>} */
const originals = new WeakMap();

/**
 * @typedef {object} Ways
 * @property {(this: any, ...args: any[]) => any} [call]
 * @property {(args: any[], newTarget: Function) => object} [construct]
 * @property {PropertyDescriptorMap} [properties] that it has in place of those of what it stands for
 */

/**
 * To try costs up to fifty times as much as to look: what has a `prototype` from its making is one,
 * and of all else only what is bound.
 * @param {Function} real
 */
function isConstructor(real) {
  const prototype = Object.getOwnPropertyDescriptor(real, 'prototype');
  if (prototype?.configurable === false) return !isGenerator(real);
  if (prototype === undefined && !real.name.startsWith('bound ')) return false;
  try {
    Reflect.construct(Object, [], real);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {Function} real
 * @param {Ways} ways
 * @returns {Function}
 */
function standFor(real, { call, construct }) {
  if (call !== undefined && isGenerator(real)) return call; // Only a generator is like one.
  const calls = call ?? /** @type {any} */ (real);
  if (!isConstructor(real)) {
    return {
      /** @this {any} @param {any[]} args */
      method(...args) {
        return Reflect.apply(calls, this, args);
      },
    }.method;
  }
  /** @this {any} @param {any[]} args */
  return function (...args) {
    if (new.target !== undefined && construct !== undefined) return construct(args, new.target);
    return Reflect.apply(calls, this, args);
  };
}

/** @param {Function} real */
const isGenerator = (real) => Object.prototype.toString.call(real).includes('Generator');

/**
 * @template {Function} F
 * @param {F} real
 * @param {((this: any, ...args: any[]) => any) | Ways} ways
 * @returns {F}
 */
function like(real, ways) {
  const own = typeof ways === 'function' ? { call: ways } : ways;
  const stand = standFor(real, own);
  Object.setPrototypeOf(stand, Object.getPrototypeOf(real));
  const properties = Object.getOwnPropertyDescriptors(real);
  Object.defineProperties(
    stand,
    own.properties ? { ...properties, ...own.properties } : properties,
  );
  originals.set(stand, originals.get(real) ?? real);
  return /** @type {any} */ (stand);
}

/** Its text, and what its instances take for their constructor. @param {Function} stand @param {Function} real */
function passFor(stand, real) {
  originals.set(stand, originals.get(real) ?? real);
  const { prototype } = stand;
  const maker = prototype && Object.getOwnPropertyDescriptor(prototype, 'constructor');
  if (maker?.value === real)
    Object.defineProperty(prototype, 'constructor', { ...maker, value: stand });
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
  passFor(stand, real);
  Object.defineProperty(owner, name, { ...property, [part]: stand });
  return stand;
}

/** Whether it stands for another. @param {Function} stand */
const isLike = (stand) => originals.has(stand);

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

module.exports = { like, passFor, replace, ownText, isLike };
