#!/usr/bin/env node
// JavaScript, so that a Node that cannot run TypeScript can still say that it is too old.
import module from 'node:module';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { firstWords } from './first-words.js';
import { isNewEnough, OLDEST_NODE } from './node-version.js';

const words = firstWords(process.env);

/**
 * @param {string[]} lines what happened, why, what to do next
 * @returns {never}
 */
function stop(lines) {
  console.error(`lockstep: ${lines.join('\n')}`);
  process.exit(2);
}

if (!isNewEnough(process.versions.node)) {
  stop(words.oldNode(process.versions.node, OLDEST_NODE));
}
try {
  process.cwd();
} catch {
  stop(words.noDirectory());
}
// Types are stripped once and not at each start: it takes half as long.
module.enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/lockstep/command'));
// Nothing runs yet, or any more, while `main` does not listen itself.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(name, () => {
    if (process.listenerCount(name) === 1) process.exit(130);
  });
}
const { main, onStart } = await import('./main.ts').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  return stop(words.notInstalled(error.message));
});
// Loading does not look for signals; once there is something to end, `main` listens itself.
await turn();
const args = process.argv.slice(2);
process.exitCode = await main(args, await onStart(args));
