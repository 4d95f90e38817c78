import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { CONFORMANCE } from '../../../harness/app/defaults.ts';
import { decisive } from '../../../harness/app/trials.ts';
import { openGuard } from '../../../harness/launch/guard.ts';
import { originalOf, pairsNamed, portOf } from '../../../harness/pairs.ts';
import { test } from '../../support/judge.ts';
import { only } from '../../support/only.ts';

const pair = only(pairsNamed(['02']));
const right = readFileSync(portOf(pair), 'utf8');

test.for([
  {
    what: 'in a CommonJS folder',
    type: 'commonjs',
    file: 'port.ts',
    text: right,
    mistake: {
      why: 'CommonJS',
      error: 'SyntaxError: Cannot use import statement outside a module',
    },
    line: 1,
  },
  {
    what: 'below node_modules',
    type: 'module',
    file: 'node_modules/port/port.ts',
    text: right.replaceAll('./python/', '../../python/'),
    mistake: {
      why: 'node_modules',
      error: 'Stripping types is currently unsupported for files under node_modules',
    },
    line: undefined,
  },
  {
    what: 'that imports a module which is not there',
    type: 'module',
    file: 'port.ts',
    text: right.replace('./python/time.ts', './python/time'),
    mistake: { why: 'module', error: "Cannot find module './python/time'" },
    line: 5,
  },
])('a right port $what does not load, and nothing else is told', async (port, { judge }) => {
  using guard = openGuard();
  const folder = mkdtempSync(join(guard.folder, 'does-not-load-'));
  try {
    symlinkSync(join(dirname(portOf(pair)), 'python'), join(folder, 'python'));
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: port.type }));
    const path = join(folder, port.file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, port.text);
    const judged = await judge([{ pair, original: originalOf(pair), port: path }], CONFORMANCE);
    const { diagnosis } = decisive(only(judged)).verdict;
    expect(diagnosis).toMatchObject({
      check: 'ending',
      mistake: { id: 'does-not-load', evidence: port.mistake },
      consequences: [],
      others: [],
    });
    expect(diagnosis?.located?.places[0]?.line).toBe(port.line);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
