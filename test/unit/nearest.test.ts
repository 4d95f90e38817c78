import { expect, test } from 'vitest';
import { nearest } from '../../harness/nearest.ts';

const COMMANDS = ['verify', 'check', 'run', 'explain'];

test.each([
  ['chekc', ['check']],
  ['rnu', ['run']],
  ['verfy', ['verify']],
  ['explan', ['explain']],
  ['Check', ['check']],
  ['ck', []],
  ['start', []],
  ['', []],
])('“%s” is near to %j', (word, near) => {
  expect(nearest(word, COMMANDS)).toEqual(near);
});

test('the most similar name comes first', () => {
  expect(nearest('thread', ['treads', 'threads'])).toEqual(['threads', 'treads']);
});
