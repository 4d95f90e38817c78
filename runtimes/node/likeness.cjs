// @ts-check
// Replaces functions by functions that look the same to a program: name, length, text, own properties
// (util.promisify.custom), prototype, how they are bound and subclassed. A Proxy would do, but
// util.inspect shows that it is one.
'use strict';

/** @import { AnyFunction } from './internals.d.ts' */

/** By replacement: the real function. @type {WeakMap<Function, Function>} */
const originals = new WeakMap();

/**
 * @typedef {object} Ways
 * @property {AnyFunction} [call]
 * @property {(args: unknown[], newTarget: Function) => object} [construct]
 * @property {PropertyDescriptorMap} [properties] in place of properties of the real function
 */

/**
 * Looking is up to fifty times as fast as trying. A function that was made with a `prototype` is one;
 * of the others only a bound function may be one.
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
function replacementOf(real, { call, construct }) {
  if (call !== undefined && isGenerator(real)) return call; // Only a generator looks like one.
  const calls = call ?? real;
  if (!isConstructor(real)) {
    return {
      /** @this {unknown} @param {unknown[]} args */
      method(...args) {
        return Reflect.apply(calls, this, args);
      },
    }.method;
  }
  /** @this {unknown} @param {unknown[]} args */
  return function (...args) {
    if (new.target !== undefined && construct !== undefined) return construct(args, new.target);
    return Reflect.apply(calls, this, args);
  };
}

/** @param {Function} real */
const isGenerator = (real) => Object.prototype.toString.call(real).includes('Generator');

/**
 * A replacement for a function, that looks like it.
 * @template {Function} F
 * @param {F} real
 * @param {AnyFunction | Ways} ways
 * @returns {F}
 */
function like(real, ways) {
  const own = typeof ways === 'function' ? { call: ways } : ways;
  const stand = replacementOf(real, own);
  Object.setPrototypeOf(stand, Object.getPrototypeOf(real));
  const properties = Object.getOwnPropertyDescriptors(real);
  Object.defineProperties(
    stand,
    own.properties ? { ...properties, ...own.properties } : properties,
  );
  originals.set(stand, originals.get(real) ?? real);
  return /** @type {F} */ (/** @type {unknown} */ (stand));
}

/** Give a replacement the text of the real function, and let its instances have it as constructor. @param {Function} stand @param {Function} real */
function passFor(stand, real) {
  originals.set(stand, originals.get(real) ?? real);
  const { prototype } = stand;
  const maker = prototype && Object.getOwnPropertyDescriptor(prototype, 'constructor');
  if (maker?.value === real)
    Object.defineProperty(prototype, 'constructor', { ...maker, value: stand });
}

/**
 * Replace a property that is a function, or its getter. The rest of the property stays.
 * @param {object} owner
 * @param {PropertyKey} name
 * @param {(real: any) => AnyFunction | Ways} make
 * @returns {any} the replacement; undefined if this Node has no such property
 */
function replace(owner, name, make) {
  const property = Object.getOwnPropertyDescriptor(owner, name);
  const part = property?.get === undefined ? 'value' : 'get';
  const real = property?.[part];
  if (typeof real !== 'function') return undefined;
  const stand = like(real, make(real));
  passFor(stand, real);
  Object.defineProperty(owner, name, { ...property, [part]: stand });
  return stand;
}

/** Whether a function is a replacement. @param {Function} stand */
const isLike = (stand) => originals.has(stand);

/** Let a replacement show the text of the real function. @param [functions] the Function of a realm */
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
