// @ts-check
// A task that reads a clock or yields again and again, with nothing else between, waits for time. So
// from a number of such steps on each further one is a gate, at which time moves by a tick, or, as
// soon as another task has done something, not at all.
'use strict';

const { gate, idle, nextId } = require('./channel.cjs');

/** Steps that are free. As many readings take 30 ms: few programs measure so often in silence. */
const FREE = 10_000;

/**
 * Steps that are free after each gate: a program looks at more than one thing in a round of its loop.
 * An event loop hears a bell that rang while it stood still after 2 turns.
 */
const ROUND = 4;

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

module.exports = { step };
