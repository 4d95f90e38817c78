// @ts-check
// The program's clocks under the virtual clock: all show the harness's time. Each reading moves them on
// by a hair, so that no two readings are equal: otherwise a program that spins until a clock moves would
// spin for ever. runtimes/python/lockstep_observer/clocks.py is its twin.
'use strict';

const path = require('node:path');
const { idle, readSync, openSync } = require('./channel.cjs');
const { like, replace } = require('./likeness.cjs');
const { read } = require('./polls.cjs');

/** @import { Realm } from './internals.d.ts' */

/** 2024-01-01T00:00:00Z in milliseconds, the same in every run. */
const EPOCH = 1704067200000;
/** What the monotonic clock shows at the program's start, in nanoseconds. */
const UPTIME = 1000n * 1_000_000_000n;

const file = path.join(process.env.LOCKSTEP_RUN ?? '', 'now');
const digits = Buffer.alloc(20);
/** @type {number | undefined} */
let descriptor;
/**
 * Nanoseconds by which readings have moved the clocks. Taken back only when the task waits for a tick: so
 * it never measures less time than it slept.
 */
let moved = -1n;
/** When this thread began, in milliseconds. */
let started = 0;

const realNow = performance.now.bind(performance);
/** When this thread saw time move: in real milliseconds, and in virtual ones. @type {[number, number][]} */
let moments = [];
let latest = -1;
/** At least so many are kept. */
const MOMENTS = 4096;

/** The harness's time: nanoseconds since the program's start. */
function exactly() {
  descriptor ??= openSync(file, 'r');
  readSync(descriptor, digits, 0, 20, 0);
  const time = BigInt(digits.toString('latin1'));
  const seen = Number(time) / 1e6;
  if (seen !== latest) {
    latest = seen;
    remember(seen);
  }
  return time;
}

/** @param {number} seen in milliseconds since the program's start */
function remember(seen) {
  if (moments.length === 2 * MOMENTS) moments = moments.slice(MOMENTS);
  moments.push([realNow(), seen]);
}

/** The virtual time at a moment of real time; both in milliseconds since a start. @param {number} real */
const at = (real) => (moments.findLast(([seen]) => seen <= real) ?? moments[0])?.[1] ?? 0;

/**
 * How long ago in real time the virtual time was less by `ago`; both in milliseconds.
 * @param {number} ago
 */
function inRealTime(ago) {
  const then = Number(exactly()) / 1e6 - ago;
  const now = realNow();
  return now - (moments.find(([, seen]) => seen >= then)?.[0] ?? now);
}

/** The time that the program reads, in nanoseconds. */
function now() {
  if (read(exactly)) {
    moved -= idle.hairs;
    idle.hairs = 0n;
  }
  moved += 1n;
  idle.hairs += 1n;
  return exactly() + moved;
}

const milliseconds = () => Number(now()) / 1e6;
const wall = () => EPOCH + Math.floor(milliseconds());
const sinceStart = () => milliseconds() - started;

/** @param {Realm} realm @param {DateConstructor} Real its Date */
function ownDate(realm, Real) {
  replace(Real, 'now', () => () => wall());
  replace(realm, 'Date', () => ({
    construct: (args, newTarget) =>
      Reflect.construct(Real, args.length === 0 ? [wall()] : args, newTarget),
    call: () => new Real(wall()).toString(),
  }));
}

/** Functions that format a date use the present by default. @param {typeof Intl} intl */
function ownFormats(intl) {
  const { prototype } = intl.DateTimeFormat;
  replace(
    prototype,
    'formatToParts',
    (real) =>
      function (date = wall()) {
        return Reflect.apply(real, this, [date]);
      },
  );
  /** By Node's own function: the replacement. Each formatter has one. @type {WeakMap<Function, Function>} */
  const bounds = new WeakMap();
  replace(
    prototype,
    'format',
    (real) =>
      function () {
        const bound = Reflect.apply(real, this, []);
        if (!bounds.has(bound))
          bounds.set(
            bound,
            like(bound, (date = wall()) => bound(date)),
          );
        return bounds.get(bound);
      },
  );
}

/** @param {typeof Temporal} temporal */
function ownTemporal({ Now, Instant }) {
  const instant = () => Instant.fromEpochNanoseconds(BigInt(EPOCH) * 1_000_000n + now());
  const zoned = (zone = Now.timeZoneId()) => instant().toZonedDateTimeISO(zone);
  replace(Now, 'instant', () => instant);
  replace(Now, 'zonedDateTimeISO', () => zoned);
  replace(Now, 'plainDateTimeISO', () => (zone) => zoned(zone).toPlainDateTime());
  replace(Now, 'plainDateISO', () => (zone) => zoned(zone).toPlainDate());
  replace(Now, 'plainTimeISO', () => (zone) => zoned(zone).toPlainTime());
}

function ownPerformance() {
  const { prototype } = Performance;
  /**
   * The real one throws if `this` is no Performance.
   * @param {string} name
   * @param {() => number} value
   */
  const own = (name, value) =>
    replace(
      prototype,
      name,
      (real) =>
        function () {
          Reflect.apply(real, this, []);
          return value();
        },
    );
  own('now', sinceStart);
  own('timeOrigin', () => EPOCH + started);
  replace(
    prototype,
    'toJSON',
    (real) =>
      function () {
        return { ...Reflect.apply(real, this, []), timeOrigin: EPOCH + started };
      },
  );
  replace(
    prototype,
    'mark',
    (real) =>
      function (name, options) {
        const entry = Reflect.apply(real, this, [name, { startTime: sinceStart(), ...options }]);
        // What Node itself measures from now on is later than this mark.
        if (options?.startTime === undefined) remember(entry.startTime + started);
        return entry;
      },
  );
  replace(
    prototype,
    'measure',
    (real) =>
      function (name, from, to) {
        const given = typeof from === 'object' ? from : { start: from };
        const end = given?.duration === undefined ? { end: to ?? sinceStart() } : {};
        return Reflect.apply(real, this, [name, { start: 0, ...end, ...given }]);
      },
  );
}

function ownEvents() {
  replace(
    Event.prototype,
    'timeStamp',
    (real) =>
      function () {
        return at(Reflect.apply(real, this, [])) - started;
      },
  );
}

function ownProcess() {
  const bigint = () => UPTIME + now();
  const real = process.hrtime;
  const hrtime = replace(process, 'hrtime', () => (since) => {
    if (since !== undefined) real(since); // Throws as Node does.
    const shown = bigint() - (since ? BigInt(since[0]) * 1_000_000_000n + BigInt(since[1]) : 0n);
    return [Number(shown / 1_000_000_000n), Number(shown % 1_000_000_000n)];
  });
  replace(hrtime, 'bigint', () => bigint);
  replace(process, 'uptime', () => () => sinceStart() / 1000);
}

/** Replace the clocks of a realm. @param {Realm} realm */
function ownRealm(realm) {
  if (realm.Date !== undefined) ownDate(realm, realm.Date);
  if (realm.Intl !== undefined) ownFormats(realm.Intl);
  if (realm.Temporal !== undefined) ownTemporal(realm.Temporal);
}

function install() {
  started = milliseconds();
  ownRealm(globalThis);
  ownPerformance();
  ownEvents();
  ownProcess();
  require('./measures.cjs').install((real) => at(real) - started);
}

module.exports = { EPOCH, install, exactly, inRealTime, ownRealm };
