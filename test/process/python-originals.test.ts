import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { askPython } from '../support/run-program.ts';

const folder = join(import.meta.dirname, '../../python-originals');

const COMPILE = `
import json, sys

for file in json.load(sys.stdin):
    compile(open(file, 'rb').read(), file, 'exec')
print('true')
`;

test('Python compiles every original', () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.py'));
  const files = names.map((name) => join(folder, name));
  expect(askPython(COMPILE, files)).toBe(true);
});
