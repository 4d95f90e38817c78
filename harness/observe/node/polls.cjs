// @ts-check
// A task that reads a clock or yields again and again, with nothing else between, waits for time. So
// from a number of such steps on each further one is a gate, at which time moves by a tick, or, as
// soon as another task has done something, not at all. Who sends messages without a pause does so at
// one instant: beyond a bound that takes a stated time. observe/python/lockstep_observer/polls.py is
// its twin.
'use strict';

const { gate, idle, nextId } = require('./channel.cjs');
const { replace } = require('./likeness.cjs');

/** Steps that are free. As many readings take 30 ms: few programs measure so often in silence. */
const FREE = 10_000;

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
  // Who only looks again goes on with the same wait.
  idle.poll ||= nextId();
  const looksAgain = gate('poll', { id: idle.poll, yields });
  if (!looksAgain) idle.poll = 0;
  idle.steps = FREE - ROUND;
}

/** It has sent a message. */
function send() {
  idle.steps = 0;
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

module.exports = { step, send, countSends };
