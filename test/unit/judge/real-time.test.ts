import { describe, expect, test } from 'vitest';
import { judge } from '../../../harness/judge/verdict.ts';
import type { Trace } from '../../../harness/trace/trace.ts';
import { MAX, NODE, oneAfterTheOther, sideBySide, total } from '../../support/timing.ts';
import { line, slept, subjectOf, TOTAL, traceOf } from '../../support/traces.ts';

const pair = { stem: 'made-up', law: MAX, total: TOTAL };
const original = subjectOf(sideBySide([7, 6]));
const judged = (port: Trace, late = 0) =>
  judge(pair, original, subjectOf({ ...port, ...NODE, late }));

/** The second task starts so many seconds late, and the total says so. */
const delayed = (seconds: number) =>
  traceOf([
    slept(0, 'main.1', 7),
    slept(seconds, 'main.2', 6),
    total(Math.max(7, 6 + seconds), Math.max(7, 6 + seconds) + 0.1),
  ]);

describe('in real time a port that is late', () => {
  test('conforms within the narrow bounds, on whatever machine', () => {
    expect(judged(delayed(1)).outcome).toBe('conforms');
    expect(judged(delayed(1), 30).outcome).toBe('conforms');
  });

  test('does not conform where the machine cannot be the reason', () => {
    expect(judged(delayed(8)).outcome).toBe('fails');
    expect(judged(delayed(8), 3).outcome).toBe('fails');
  });

  test('is not judged where the machine may be the reason, and the sentence says so', () => {
    const { outcome, checks, inconclusive } = judged(delayed(8), 9);
    expect(outcome).toBe('inconclusive');
    expect(checks.timing).toMatchObject({ ok: false, doubtful: true });
    expect(inconclusive.map(String)).toEqual([
      'the machine is too busy to judge real time: it may have made the original 0.0 s late, and the port 9.0 s',
    ]);
  });
});

test('which worker of a pool takes a job is luck on a busy machine, and is not judged', () => {
  const lines = (second: string, third: string) => [
    line(7.0, second, 'b is done'),
    line(7.1, third, 'c begins'),
  ];
  const sleeps = [slept(0, 'main.1', 7), slept(0, 'main.2', 7), total(7, 7.3)];
  const one = subjectOf(traceOf([...sleeps, ...lines('main.1', 'main.1')]));
  const turned = [line(7.0, 'main.2', 'c begins'), line(7.1, 'main.1', 'b is done')];
  const port = traceOf([...sleeps, ...turned], NODE);
  const verdict = judge(pair, one, subjectOf({ ...port, late: 1 }));
  expect(verdict.outcome).toBe('inconclusive');
  expect(verdict.checks.output).toMatchObject({ ok: false, doubtful: true });
  const same = [line(7.0, 'main.1', 'c begins'), line(7.1, 'main.1', 'b is done')];
  const wrong = traceOf([...sleeps, ...same], NODE);
  expect(judge(pair, one, subjectOf({ ...wrong, late: 1 })).outcome).toBe('fails');
});

test('tasks one after the other are no lateness of a machine that was little busy', () => {
  expect(judged(oneAfterTheOther([7, 6]), 3).outcome).toBe('fails');
});

test('a busy machine makes no sleep short, and adds no line', () => {
  const short = traceOf([slept(0, 'main.1', 7, 6.5), slept(0, 'main.2', 6), total(7, 7.1)]);
  expect(judged(short, 30).outcome).toBe('fails');
  const talkative = sideBySide([7, 6]);
  const events = [...talkative.events, line(7.2, 'main', 'and more')];
  expect(judged({ ...talkative, events }, 30).outcome).toBe('fails');
});

test('whether a wait ends in time is a matter of a busy machine, too', () => {
  const port = sideBySide([7, 6]);
  const wait = { time: 0, task: 'main', type: 'wait', id: 1, seconds: 7.01 } as const;
  const events = [...port.events, wait, line(7.2, 'main', 'it did not come in time')];
  expect(judged({ ...port, events }, 0.1).outcome).toBe('fails');
  expect(judged({ ...port, events }, 3).outcome).toBe('inconclusive');
});
