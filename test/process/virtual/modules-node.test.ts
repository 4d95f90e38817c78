import { describe, expect, test } from 'vitest';
import { useVirtualClock } from '../../support/virtual.ts';

const { tell } = useVirtualClock();

const WAYS = [
  'a name',
  'its full name',
  'an alias',
  'require',
  'the loader itself',
  'process',
] as const;

const end = (time: number) => `${time} end: exit code 0`;

describe.concurrent.each([
  ['child_process', WAYS, ['0 main.1: 2024', end(0)]],
  ['cluster', ['a name', 'its full name'], ['0 main.1: 0.5315844534845325', end(0)]],
  ['crypto', WAYS, ['0 main: 853965', end(0)]],
  [
    'fs/promises',
    WAYS,
    [
      '0 main: true',
      end(0),
      expect.stringMatching(/^uncontrolled: main reads when a file was used or changed/),
    ],
  ],
  ['timers/promises', [...WAYS, 'timers', 'promisify'], ['60 main: a minute later', end(60)]],
  ['vm', WAYS, ['0 main: 2024', end(0)]],
] as const)('what is replaced in node:%s', (name, ways, story) => {
  test.each(ways)('is changed for a program that gets it by %s', async (way) => {
    expect(await tell('comes-to-modules/main.mjs', { given: { args: [name, way] } })).toEqual(
      story,
    );
  });
});
