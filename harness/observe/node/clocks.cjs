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
let last = -1n;

/** Nanoseconds since the program's start. */
function now() {
  descriptor ??= openSync(file, 'r');
  readSync(descriptor, digits, 0, 20, 0);
  const shown = BigInt(digits.toString('latin1'));
  last = shown > last ? shown : last + 1n;
  return last;
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

function ownPerformance() {
  const started = milliseconds();
  const sinceStart = () => milliseconds() - started;
  Object.defineProperty(performance, 'now', {
    configurable: true,
    writable: true,
    value: sinceStart,
  });
  Object.defineProperty(performance, 'timeOrigin', { configurable: true, value: EPOCH + started });
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
  ownPerformance();
  ownHrtime();
}

module.exports = { install };
