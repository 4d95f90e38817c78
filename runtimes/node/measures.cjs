// @ts-check
// What Node measures by itself, in real time, under the virtual clock: a program reads it in the
// harness's time.
'use strict';

const { replace } = require('./likeness.cjs');

/** Entries whose times Node takes; of the others the program has given them by its own clock. */
const MEASURED = new Set(['function', 'gc', 'http', 'http2', 'net', 'dns']);

/** @param {(real: number) => number} at the time at a moment of performance.now(), in milliseconds */
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
  /** Node shows their class to nobody who has none of them. @param {PerformanceEntry} entry */
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
