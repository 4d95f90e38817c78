// @ts-check
// A task that reads a clock or yields again and again, with nothing else between, waits for time. So
// from a number of such steps on each further one is a gate, at which time moves by a tick, or, as
// soon as another task has done something, not at all. Who sends messages without a pause does so at
// one instant: beyond a bound that takes a stated time. runtimes/python/lockstep_observer/polls.py is
// its twin.
'use strict';

const { gate, idle, nextId, ACTED } = require('./channel.cjs');
const { replace } = require('./likeness.cjs');

/** Steps that are free: yields, and looks whether something has come. */
const FREE = 10_000;

/**
 * After each tick in a row one takes this share of readings less, as in Python. A reading costs 1.4 us of CPU.
 */
const FEWER = 1 / 2048;

/**
 * Steps that are free after each gate: a program looks at more than one thing in a round of its loop.
 * An event loop hears a bell that rang while it stood still after 2 turns.
 */
const ROUND = 4;

/** In locks that Python takes: a message, what is free, and what takes a tick. */
const MESSAGE = 25;
const BOUND = 2_500_000;
const TICK = 10_000;

/** @param {boolean} [yields] its event loop goes on in between */
function step(yields = false) {
  idle.steps += 1;
  if (idle.steps <= FREE) return;
  looksAgain(yields);
  idle.steps = FREE - ROUND;
}

/**
 * It reads a clock.
 * @param {() => bigint} exactly tells the time
 * @returns {boolean} whether time moved first, for it
 */
function read(exactly) {
  idle.readings += 1;
  if (idle.readings < idle.nextGate) return false;
  const before = exactly();
  if (looksAgain(false)) {
    idle.nextGate = idle.readings + ROUND;
    return false;
  }
  idle.readings -= idle.aTick - 1; // This one is the first of the next.
  idle.aTick = Math.max(ROUND, idle.aTick - idle.aTick * FEWER);
  idle.nextGate = Math.max(idle.aTick, idle.readings + ROUND);
  return exactly() > before;
}

/** @param {boolean} yields */
function looksAgain(yields) {
  // Who only looks again goes on with the same wait.
  idle.poll ||= nextId();
  const again = gate('poll', { id: idle.poll, yields });
  if (!again) idle.poll = 0;
  return again;
}

/** It has sent a message. */
function send() {
  Object.assign(idle, ACTED);
  idle.work += MESSAGE;
  if (idle.work <= BOUND) return;
  idle.work -= TICK;
  idle.poll = 0;
  gate('poll', { id: nextId(), yields: true, busy: true });
}

/** Count what an object sends. @param {any} owner @param {string} [name] */
function countSends(owner, name = 'send') {
  replace(
    owner,
    name,
    (real) =>
      function (...args) {
        send();
        return Reflect.apply(real, this, args);
      },
  );
}

module.exports = { step, read, send, countSends };
