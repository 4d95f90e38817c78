// @ts-check
// What Node itself measures is in real time. Under the virtual clock a program reads it in virtual time.
'use strict';

const { replace } = require('./likeness.cjs');

/** Types of entries that Node measures; the program measures the others by its own clock. */
const MEASURED = new Set(['function', 'gc', 'http', 'http2', 'net', 'dns']);

/** @param {(real: number) => number} at the virtual time at a real time, both in milliseconds */
function install(at) {
  const { prototype } = PerformanceEntry;
  const start = Object.getOwnPropertyDescriptor(prototype, 'startTime')?.get;
  replace(
    prototype,
    'startTime',
    (real) =>
      function () {
        const moment = Reflect.apply(real, this, []);
        return MEASURED.has(this.entryType) ? at(moment) : moment;
      },
  );
  replace(
    prototype,
    'duration',
    (real) =>
      function () {
        const duration = Reflect.apply(real, this, []);
        if (start === undefined || !MEASURED.has(this.entryType)) return duration;
        const moment = Reflect.apply(start, this, []);
        return at(moment + duration) - at(moment);
      },
  );
  /** @type {WeakSet<object>} */
  const owned = new WeakSet();
  /** Node does not export their classes. @param {PerformanceEntry} entry */
  const ownClass = (entry) => {
    const own = Object.getPrototypeOf(entry);
    if (!MEASURED.has(entry.entryType) || owned.has(own)) return;
    owned.add(own);
    replace(
      own,
      'toJSON',
      (real) =>
        function () {
          const { startTime, duration } = /** @type {PerformanceEntry} */ (this);
          return { ...Reflect.apply(real, this, []), startTime, duration };
        },
    );
  };
  for (const name of ['getEntries', 'getEntriesByName', 'getEntriesByType']) {
    replace(
      PerformanceObserverEntryList.prototype,
      name,
      (real) =>
        function (...args) {
          const entries = Reflect.apply(real, this, args);
          for (const entry of entries) ownClass(entry);
          return entries;
        },
    );
  }
}

module.exports = { install };
