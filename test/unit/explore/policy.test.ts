import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  firstCreated,
  follow,
  guide,
  type Option,
  type Policy,
  randomWalk,
  replay,
} from '../../../harness/explore/policy.ts';

const start = (name: string): Option => ({ name, kind: 'start' });
const line = (name: string): Option => ({ name, kind: 'line' });
const wake = (name: string): Option => ({ name, kind: 'wake' });

/** What a policy takes of these options, by name. */
function taken(policy: Policy, options: Option[], past = { choices: 0, lines: 0 }) {
  const index = policy(options, past);
  return index === undefined ? undefined : options[index]?.name;
}

test('the fixed rule takes the task that was created first', () => {
  expect(taken(firstCreated, [wake('main'), line('main.1'), start('main.2')])).toBe('main');
});

describe('a replay', () => {
  const policy = replay(['main.2', 'main.1']);
  const options = [line('main.1'), line('main.2')];

  test('takes what the schedule says at each choice', () => {
    expect(taken(policy, options, { choices: 0, lines: 5 })).toBe('main.2');
    expect(taken(policy, options, { choices: 1, lines: 5 })).toBe('main.1');
  });

  test('goes on by the fixed rule after the end of the schedule', () => {
    expect(taken(policy, options, { choices: 2, lines: 0 })).toBe('main.1');
  });

  test('takes nothing if what the schedule says is not available', () => {
    expect(taken(policy, [line('main'), line('main.1')])).toBeUndefined();
  });
});

describe('a random walk', () => {
  const walked = (seed: number, walk: number, length: number) => {
    const policy = randomWalk(seed, walk);
    return Array.from({ length }, (_, index) =>
      policy([line('a'), line('b'), line('c')], { choices: index, lines: index }),
    );
  };

  test('depends on its seed and number alone', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(1000), (seed, walk) => {
        expect(walked(seed, walk, 40)).toEqual(walked(seed, walk, 40));
        expect(walked(seed, walk, 40)).not.toEqual(walked(seed, walk + 1, 40));
        expect(walked(seed, walk, 40)).not.toEqual(walked(seed + 1, walk, 40));
      }),
    );
  });

  test('takes each option equally often', () => {
    const all = Array.from({ length: 1000 }, (_, walk) => walked(32, walk, 3)).flat();
    for (const option of [0, 1, 2]) {
      const count = all.filter((index) => index === option).length;
      // Of 3000 a third each, with a standard deviation of 26; the seed is fixed.
      expect(Math.abs(count - 1000)).toBeLessThan(4 * 26);
    }
  });
});

describe('a guide towards an order of lines', () => {
  const policy = guide(['main.2', 'main.1']);

  test('lets the task print whose line comes next', () => {
    expect(taken(policy, [line('main.1'), line('main.2')])).toBe('main.2');
    expect(taken(policy, [line('main.1'), line('main.2')], { choices: 3, lines: 1 })).toBe(
      'main.1',
    );
  });

  test('lets that task start or wake first, by any of its timers', () => {
    expect(taken(policy, [line('main.1'), start('main.2')])).toBe('main.2');
    expect(taken(policy, [line('main.1'), wake('main.2~7')])).toBe('main.2~7');
  });

  test('lets any task go on rather than print a line too early', () => {
    expect(taken(policy, [line('main.1'), start('main.3')])).toBe('main.3');
  });

  test('lets a line come too early if nothing else can go on', () => {
    expect(taken(policy, [line('main.3'), line('main.1')])).toBe('main.3');
  });
});

describe('a policy that follows another run', () => {
  const choices = ['b', 'c', 'a'].map((taken) => ({ options: ['a', taken], taken }));
  const past = { choices: 0, lines: 0 };

  test('takes what that run took, in its order, whenever it is available', () => {
    const policy = follow(choices, () => 0);
    expect(policy([line('a'), line('b')], past)).toBe(1);
    expect(policy([line('a'), line('b')], past)).toBe(0); // Not c: otherwise.
    expect(policy([line('b'), line('c')], past)).toBe(1);
    expect(policy([line('b'), line('a')], past)).toBe(1);
    expect(policy([line('b'), line('a')], past)).toBe(0); // That one's end.
  });
});
