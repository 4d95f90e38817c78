// @ts-check
// Lets virtual time pass for a task that polls, or that works without a pause. A task that only reads
// clocks or yields waits for time: after a number of such steps each further one is a gate, where time
// moves by a tick unless another task does something first. A task that sends messages without a pause
// takes time beyond a bound. runtimes/python/lockstep_observer/polls.py is its twin.
'use strict';

const { gate, idle, nextId, ACTED } = require('./channel.cjs');
const { replace } = require('./likeness.cjs');

/** Steps before each further one is a gate: yields, and looks whether something has come. */
const FREE = 10_000;

/** After each tick in a row the next one takes this share fewer readings. A reading costs 1.4 us of CPU. */
const FEWER = 1 / 2048;

/**
 * Free steps after each gate: a round of a program's loop may look at several things. An event loop hears
 * a bell that rang while it stood still after 2 turns.
 */
const ROUND = 4;

/** Units of work, of which a lock in Python is 1: a message, what is free, and what takes a tick. */
const MESSAGE = 25;
const BOUND = 2_500_000;
const TICK = 10_000;

/** The task looks again. @param {boolean} [yields] its event loop goes on meanwhile */
function step(yields = false) {
  idle.steps += 1;
  if (idle.steps <= FREE) return;
  looksAgain(yields);
  idle.steps = FREE - ROUND;
}

/**
 * The task reads a clock.
 * @param {() => bigint} exactly gives the time
 * @returns {boolean} whether time moved first
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
  // While it only looks again, its wait stays the same.
  idle.poll ||= nextId();
  const again = gate('poll', { id: idle.poll, yields });
  if (!again) idle.poll = 0;
  return again;
}

/** The task has sent a message to another. */
function send() {
  Object.assign(idle, ACTED);
  idle.work += MESSAGE;
  if (idle.work <= BOUND) return;
  idle.work -= TICK;
  idle.poll = 0;
  gate('poll', { id: nextId(), yields: true, busy: true });
}

/** Count what an object sends. @param {object} owner @param {string} [name] */
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
