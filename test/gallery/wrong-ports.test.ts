import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { declareWrongPorts, FOLDER, OTHER_PORTS, WRONG_PORTS } from '../support/wrong-ports.ts';
import { CATALOGUE } from '../wrong-ports/catalogue.ts';

let caught = 0;
afterAll(() => console.log(`wrong ports caught: ${caught} of ${OTHER_PORTS.length}`));

test.each(Object.keys(CATALOGUE))('%s has two at least, each with its sentence', (stem) => {
  const files = readdirSync(join(FOLDER, stem)).map((file) => file.replace(/\.ts$/, ''));
  expect(Object.keys(CATALOGUE[stem] ?? {}).sort()).toEqual(files.sort());
  expect(files.length).toBeGreaterThanOrEqual(2);
});

declareWrongPorts(OTHER_PORTS, () => {
  caught += 1;
});

test('there are fifty at least', () => {
  expect(WRONG_PORTS.length).toBeGreaterThanOrEqual(50);
});
