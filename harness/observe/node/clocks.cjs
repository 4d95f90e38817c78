// @ts-check
// The program's clocks under the virtual clock: each shows the harness's time. Every reading moves
// a clock by a hair, so that none shows the same twice: who spins until it moves would spin for
// ever. observe/python/lockstep_observer/clocks.py is its twin.
'use strict';

const path = require('node:path');
const { readSync, openSync } = require('./channel.cjs');

/** 2024-01-01T00:00:00Z, in milliseconds: runs compare, whenever they are run. */
const EPOCH = 1704067200000;
/** What the monotonic clock shows when the program starts, in nanoseconds. */
const UPTIME = 1000n * 1_000_000_000n;

const file = path.join(process.env.LOCKSTEP_RUN ?? '', 'now');
const digits = Buffer.alloc(20);
/** @type {number | undefined} */
let descriptor;
/** A hair for each reading. None is taken back: no measured time is less than what was slept. */
let moved = -1n;

/** The harness's time: nanoseconds since the program's start. */
function exactly() {
  descriptor ??= openSync(file, 'r');
  readSync(descriptor, digits, 0, 20, 0);
  return BigInt(digits.toString('latin1'));
}

/** The same as the program reads it. */
function now() {
  moved += 1n;
  return exactly() + moved;
}

const milliseconds = () => Number(now()) / 1e6;
const wall = () => EPOCH + Math.floor(milliseconds());

function ownDate() {
  const RealDate = Date;
  RealDate.now = wall;
  const OwnDate = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [wall()] : args, newTarget),
    apply: () => new RealDate(wall()).toString(),
  });
  RealDate.prototype.constructor = OwnDate;
  globalThis.Date = OwnDate;
}

/** What formats a date formats the present one where none is given. */
function ownFormats() {
  const prototype = /** @type {any} */ (Intl.DateTimeFormat.prototype);
  const { formatToParts } = prototype;
  prototype.formatToParts = function (/** @type {any} */ date = wall()) {
    return formatToParts.call(this, date);
  };
  const format = Object.getOwnPropertyDescriptor(prototype, 'format');
  Object.defineProperty(prototype, 'format', {
    ...format,
    get() {
      const bound = format?.get?.call(this);
      return (/** @type {any} */ date = wall()) => bound(date);
    },
  });
}

function ownTemporal() {
  const { Temporal } = /** @type {any} */ (globalThis);
  if (Temporal === undefined) return;
  const nanoseconds = () => BigInt(EPOCH) * 1_000_000n + now();
  const instant = () => Temporal.Instant.fromEpochNanoseconds(nanoseconds());
  const zoned = (zone = Temporal.Now.timeZoneId()) => instant().toZonedDateTimeISO(zone);
  Object.assign(Temporal.Now, {
    instant,
    zonedDateTimeISO: zoned,
    plainDateTimeISO: (/** @type {any} */ zone) => zoned(zone).toPlainDateTime(),
    plainDateISO: (/** @type {any} */ zone) => zoned(zone).toPlainDate(),
    plainTimeISO: (/** @type {any} */ zone) => zoned(zone).toPlainTime(),
  });
}

function ownPerformance() {
  const started = milliseconds();
  const sinceStart = () => milliseconds() - started;
  const { mark, measure } = performance;
  /** @param {string} name @param {any} value */
  const own = (name, value) =>
    Object.defineProperty(performance, name, { configurable: true, writable: true, value });
  own('now', sinceStart);
  own('timeOrigin', EPOCH + started);
  own('mark', (/** @type {string} */ name, /** @type {any} */ options) =>
    mark.call(performance, name, { startTime: sinceStart(), ...options }),
  );
  own('measure', (/** @type {string} */ name, /** @type {any} */ from, /** @type {any} */ to) => {
    const given = typeof from === 'object' ? from : { start: from };
    const end = given?.duration === undefined ? { end: to ?? sinceStart() } : {};
    return measure.call(performance, name, { start: 0, ...end, ...given });
  });
  process.uptime = () => sinceStart() / 1000;
}

function ownHrtime() {
  const bigint = () => UPTIME + now();
  /** @type {any} */
  const hrtime = (/** @type {[number, number] | undefined} */ since) => {
    const shown = bigint() - (since ? BigInt(since[0]) * 1_000_000_000n + BigInt(since[1]) : 0n);
    return [Number(shown / 1_000_000_000n), Number(shown % 1_000_000_000n)];
  };
  hrtime.bigint = bigint;
  process.hrtime = hrtime;
}

function install() {
  ownDate();
  ownFormats();
  ownTemporal();
  ownPerformance();
  ownHrtime();
}

module.exports = { install, exactly };
