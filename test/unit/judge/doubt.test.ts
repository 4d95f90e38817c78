import { describe, expect, test } from 'vitest';
import type { Check } from '../../../harness/judge/check.ts';
import {
  clearer,
  doubtsOf,
  isCutShort,
  isMistake,
  pacedIn,
  withDoubts,
} from '../../../harness/judge/doubt.ts';
import type { Ending, Trace } from '../../../harness/trace/trace.ts';
import { traceOf } from '../../support/traces.ts';

const ended = (kind: Ending['kind'], changes: Partial<Trace> = {}) =>
  traceOf([], {
    ending: { kind, code: null, signal: null, time: 1, leftovers: [], detail: ['so'] },
    ...changes,
  });
const EXITED = ended('exited');
const wrong: Check = { ok: false, sentence: 'wrong' };
const late: Check = { ok: false, sentence: 'late', basis: 'time' };
const right: Check = { ok: true, sentence: 'right' };
const CHECKS = { output: wrong, timing: wrong, tasks: right, ending: late };
const judged = (original: Trace, port: Trace) => {
  const checks = withDoubts(CHECKS, { original: [original], port: [port] });
  return Object.entries(checks).flatMap(([name, { doubtful }]) => (doubtful ? [name] : []));
};

describe('a run that is cut short', () => {
  test.each<Ending['kind']>(['stalled', 'nondeterministic'])('(%s) leaves no mistake', (kind) => {
    expect(judged(EXITED, ended(kind))).toEqual(['output', 'timing', 'ending']);
    expect(judged(ended(kind), EXITED)).toEqual(['output', 'timing', 'ending']);
    expect(doubtsOf(ended(kind), 'port').map(String)).toEqual([
      expect.stringMatching(/^the port .*: so$/),
    ]);
  });

  test.each<Ending['kind']>([
    ...(['spinning', 'endless instant', 'timed out', 'too much output'] as const),
    ...(['endless', 'idle'] as const),
  ])(
    'because it goes on without end (%s) is a mistake of a port, and a doubt for an original',
    (kind) => {
      expect(judged(EXITED, ended(kind))).toEqual([]);
      expect(doubtsOf(ended(kind), 'port')).toEqual([]);
      expect(judged(ended(kind), EXITED)).toEqual(['output', 'timing', 'ending']);
      expect(doubtsOf(ended(kind), 'original')).toHaveLength(1);
    },
  );

  test.each<Ending['kind']>(['too much memory', 'too many processes', 'too much time', 'deadlock'])(
    'by a limit of what it does (%s) is a mistake',
    (kind) => {
      expect(isCutShort(ended(kind), 'port')).toBe(false);
      expect(judged(EXITED, ended(kind))).toEqual([]);
    },
  );
});

test('beside what goes on in real time, times and orders are in doubt, and texts are not', () => {
  const outside = ended('exited', { uncontrolled: ['main waits for a time'] });
  expect(judged(EXITED, outside)).toEqual(['timing', 'ending']);
  expect(doubtsOf(outside, 'port').map(String)).toEqual([
    'uncontrolled: in the port, main waits for a time',
  ]);
});

test('a mistake says more than a doubt, and a doubt more than what holds', () => {
  const doubt: Check = { ...wrong, doubtful: true };
  expect(isMistake(wrong)).toBe(true);
  expect([isMistake(doubt), isMistake(right)]).toEqual([false, false]);
  for (const [one, other, expected] of [
    [right, doubt, doubt],
    [doubt, right, doubt],
    [doubt, wrong, wrong],
    [wrong, doubt, wrong],
    [right, wrong, wrong],
    [right, right, right],
  ] as const) {
    expect(clearer(one, other)).toBe(expected);
  }
});

describe('a run in which time passed since it was busy', () => {
  const busy = ended('exited', { paced: ['main.1 passed messages on'] });

  test('leaves no mistake of time and order, and says why', () => {
    expect(judged(EXITED, busy)).toEqual(['timing', 'ending']);
    expect(pacedIn(busy, 'port').map(String)).toEqual([
      'busy: in the port, main.1 passed messages on',
    ]);
  });

  test('is in no doubt by itself', () => {
    expect(doubtsOf(busy, 'port')).toEqual([]);
  });
});
