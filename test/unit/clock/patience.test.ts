import { expect, test } from 'vitest';
import { createPatience } from '../../../harness/clock/patience.ts';
import { shareOf } from '../../../harness/launch/effort.ts';
import { NOTABLE_EFFORT } from '../../../harness/limits.ts';
import { LONGEST_LOOK } from '../../../harness/looks.ts';

/** A program, and a clock, that do what a test says. */
function watched({ start = 0, cpu = 6 } = {}) {
  const effort = { pid: 1, tid: 2, seconds: 0, isAtWork: false, busy: 0 };
  const told: number[] = [];
  let rests = 0;
  let now = 0;
  const patience = createPatience({
    meter: {
      look: () => ({ ...effort }),
      rested: () => {
        rests += 1;
      },
    },
    limits: { cpu, starts: 100, seconds: 60 },
    bareStart: () => Promise.resolve(start),
    now: () => now,
    onComputing: ({ seconds }) => told.push(seconds),
  });
  return {
    patience,
    effort,
    told,
    rests: () => rests,
    /** So many seconds pass, with a look every so many milliseconds. */
    async pass(seconds: number, step = 100) {
      const end = now + seconds * 1000;
      while (now < end) {
        now += step;
        const found = patience.impatience();
        await Promise.resolve();
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

test('a program may wait for a processor for ever', async () => {
  const { pass, effort } = watched();
  effort.isAtWork = true;
  expect(await pass(3000)).toBeUndefined();
});

test('a program that uses more CPU time than it may is spinning', async () => {
  const { pass, effort } = watched();
  effort.seconds = 5.9;
  expect(await pass(10)).toBeUndefined();
  effort.seconds = 6.1;
  expect(await pass(10)).toMatchObject({ kind: 'spinning', limit: 6, effort: { tid: 2 } });
});

test('a program may use more CPU time on a slow machine: so many bare starts', async () => {
  const { pass, effort } = watched({ start: 0.12 });
  effort.seconds = 11.9;
  expect(await pass(10)).toBeUndefined();
  effort.seconds = 12.1;
  expect(await pass(10)).toMatchObject({ kind: 'spinning', limit: 12 });
});

test('a program in which nothing moves is stalled, which is not a mistake', async () => {
  const { pass } = watched();
  expect(await pass(59)).toBeUndefined();
  expect(await pass(2)).toEqual({ kind: 'stalled', seconds: 60 });
});

test('a message or a gate is a sign of life', async () => {
  const { pass, patience } = watched();
  await pass(59);
  patience.moved();
  expect(await pass(59)).toBeUndefined();
});

test('time for which the harness was stopped counts as one look', async () => {
  const { pass } = watched();
  expect(await pass(14_000, 14_000_000)).toBeUndefined();
  expect(await pass((60_000 - 2 * LONGEST_LOOK) / 1000)).toBeUndefined();
  expect(await pass(1)).toMatchObject({ kind: 'stalled' });
});

test('CPU time counts anew after a rest', async () => {
  const { pass, patience, rests } = watched();
  await pass(1);
  patience.rested();
  patience.rested();
  expect(rests()).toBe(1);
});

test('a task that computes is reported once it used a second', async () => {
  const { pass, effort, told, patience } = watched();
  effort.seconds = NOTABLE_EFFORT / 2;
  await pass(0.1);
  effort.seconds = 2;
  await pass(0.1);
  expect(told).toEqual([2]);
  expect(patience.most).toBe(2);
});

test('threads in a ring may together use a multiple of what one may use', () => {
  expect(shareOf(3, [3, 0, 0], 3)).toBe(3);
  expect(shareOf(1, [1, 1, 1, 1], 4)).toBe(1);
  // Of children that have ended, nothing but the sum is known.
  expect(shareOf(0.1, [0.1], 40)).toBe(20);
});
