import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import workerThreads from 'node:worker_threads';

// A unit test starts no program: it stays fast, and no busy machine can make it fail.
const STARTERS = [
  'exec',
  'execFile',
  'execFileSync',
  'execSync',
  'fork',
  'spawn',
  'spawnSync',
] as const;

function forbid(name: string, what: unknown): never {
  throw new Error(
    `A unit test called ${name}(${JSON.stringify(what)}). Tests that start a program belong in test/process/.`,
  );
}

for (const name of STARTERS) {
  Object.assign(childProcess, { [name]: (command: unknown) => forbid(name, command) });
}
Object.assign(workerThreads, {
  Worker: class {
    constructor(file: unknown) {
      forbid('new Worker', String(file));
    }
  },
});
syncBuiltinESMExports();
