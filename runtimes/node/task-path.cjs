// @ts-check
// The path of this task: `main`, `main.2`, `main.2.1`. The creator of a task counts it and hands the
// path down: to a process in its environment, to a Worker in its environment data.
// runtimes/python/lockstep_observer/paths.py is its twin.
'use strict';

const { getEnvironmentData, setEnvironmentData, isMainThread } = require('node:worker_threads');

const NAME = 'LOCKSTEP_TASK';

const own = String(
  (isMainThread ? undefined : getEnvironmentData(NAME)) ?? process.env[NAME] ?? 'main',
);
let children = 0;

/** The path of the task that is created next. */
const next = () => `${own}.${children + 1}`;

/** The next task has been created. */
function count() {
  children += 1;
}

/**
 * Create a Worker that knows its path.
 * @template T
 * @param {() => T} create
 * @returns {T}
 */
function inherit(create) {
  const before = getEnvironmentData(NAME);
  setEnvironmentData(NAME, next());
  try {
    const worker = create();
    count();
    return worker;
  } finally {
    setEnvironmentData(NAME, before);
  }
}

module.exports = { NAME, own, next, count, inherit };
