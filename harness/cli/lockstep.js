#!/usr/bin/env node
// JavaScript, so that a Node that cannot run TypeScript can still say that it is too old.
import module from 'node:module';
import { join } from 'node:path';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
// In between, `import.meta.main` is false in TypeScript: a port would print nothing and end well.
const runsPorts = (major === 22 && minor >= 18) || (major === 24 && minor >= 3) || major > 24;
if (!runsPorts) {
  console.error(
    [
      `lockstep: this is Node ${process.versions.node}, which is too old.`,
      'It needs Node 22.18 or later of 22, or 24.3 or later, which run TypeScript as it is.',
      'Run `npm ci` in the checkout, which brings the right one, then `npm start` or `npx lockstep`.',
    ].join('\n'),
  );
  process.exit(2);
}
// Types are stripped once and not at each start: it takes half as long.
module.enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/lockstep/command'));
// Nothing runs yet, or any more, while `main` does not listen itself.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(name, () => {
    if (process.listenerCount(name) === 1) process.exit(130);
  });
}
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
