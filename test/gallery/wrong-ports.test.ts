import { parse } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { declareWrongPorts, filesOf, OTHER_PORTS, WRONG_PORTS } from '../support/wrong-ports.ts';
import { CATALOGUE } from '../wrong-ports/catalogue.ts';

let caught = 0;
afterAll(() => console.log(`wrong ports caught: ${caught} of ${OTHER_PORTS.length}`));

test.each(Object.keys(CATALOGUE))('%s has an entry for each of its wrong ports', (stem) => {
  const names = filesOf({ stem }).map((file) => parse(file).name);
  expect(Object.keys(CATALOGUE[stem] ?? {}).sort()).toEqual(names.sort());
  expect(names.length).toBeGreaterThanOrEqual(2);
});

declareWrongPorts(OTHER_PORTS, () => {
  caught += 1;
});

test('there are at least 136 wrong ports', () => {
  expect(WRONG_PORTS.length).toBeGreaterThanOrEqual(136);
});
