import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type IdSpots, processIdsIn } from '../../../harness/trace/process-ids.ts';
import { create, hello, type MadeTask, printed } from '../../support/messages.ts';
import { oneLine } from '../../support/text.ts';

/** A program of which nothing is known yet. */
const anotherProgram = (): IdSpots => new Set();

/** A run of a program, which has two processes, and prints. */
const runOf = (program: IdSpots, [pid, childPid]: [number, number], ...texts: string[]) => {
  const main: MadeTask = { address: `${pid}:0`, kind: 'process', parent: undefined };
  const child: MadeTask = { address: `${childPid}:0`, kind: 'process', parent: 0 };
  const messages = [hello(main, undefined), create(main, child), hello(child, main)];
  const lines = texts.map((text) => printed(main.address, text, 1).line);
  return { lines, ids: processIdsIn(program, { pid, messages, lines }) };
};

/** What a run's lines read, once it was compared with another where that is called for. */
const compared = (
  program: IdSpots,
  pids: [number, number],
  others: [number, number],
  lines: (...pids: [number, number]) => string[],
) => {
  const { ids } = runOf(program, pids, ...lines(...pids));
  if (ids.areInDoubt()) ids.compare(runOf(program, others, ...lines(...others)).lines);
  return ids.named();
};

describe('a process id in a line', () => {
  test.each([
    ['pid 5678', 'pid ⟨main.1⟩'],
    ['[5678] of [1234].', '[⟨main.1⟩] of [⟨main⟩].'],
    ['进程号5678。', '进程号⟨main.1⟩。'],
    ['56789 and 15678', '56789 and 15678'],
    ['5678.25 s, 0.5678 s', '5678.25 s, 0.5678 s'],
  ])('“%s” reads “%s”', (text, named) => {
    expect(runOf(anotherProgram(), [1234, 5678], text).ids.named()).toEqual([named]);
  });

  test('is the only thing that changes', () => {
    fc.assert(
      fc.property(oneLine, (text) => {
        expect(runOf(anotherProgram(), [1234, 5678], text).ids.named()).toEqual([text]);
      }),
    );
  });
});

describe('a number that equals a process id by chance', () => {
  test('is left as it is, since it is the same in another run', () => {
    const lines = (pid: number, child: number) => ['50 %', '51 %', `${pid} ${child}, 50 %`];
    expect(compared(anotherProgram(), [50, 51], [80, 81], lines)).toEqual([
      '50 %',
      '51 %',
      '⟨main⟩ ⟨main.1⟩, 50 %',
    ]);
  });

  test('is left as it is, for all numbers', () => {
    const id = fc.integer({ min: 1, max: 99 });
    fc.assert(
      fc.property(id, id, (pid, other) => {
        const pids = [pid, pid + 200] as [number, number];
        const others = [other === pid ? pid + 100 : other, other + 400] as [number, number];
        const counts = Array.from({ length: 100 }, (_, index) => `${index} %`);
        const lines = (main: number, child: number) => [...counts, `${child} of ${main}`];
        expect(compared(anotherProgram(), pids, others, lines)).toEqual([
          ...counts,
          '⟨main.1⟩ of ⟨main⟩',
        ]);
      }),
    );
  });

  test('is not in doubt if ids are too large to occur by chance', () => {
    expect(runOf(anotherProgram(), [20_000, 20_001], '20000').ids.areInDoubt()).toBe(false);
    expect(runOf(anotherProgram(), [2000, 2001], '2000').ids.areInDoubt()).toBe(true);
    expect(runOf(anotherProgram(), [2000, 2001], '2002').ids.areInDoubt()).toBe(false);
  });
});

describe('the places of ids', () => {
  test('are learned once for each program', () => {
    const program = anotherProgram();
    compared(program, [50, 51], [80, 81], (pid) => [`pid ${pid}`]);
    expect(runOf(program, [60, 61], 'pid 60').ids.areInDoubt()).toBe(false);
    expect(runOf(program, [60, 61], 'pid 60').ids.named()).toEqual(['pid ⟨main⟩']);
    expect(runOf(program, [60, 61], '60 %').ids.areInDoubt()).toBe(true);
    expect(runOf(anotherProgram(), [60, 61], 'pid 60').ids.areInDoubt()).toBe(true);
  });

  test('are not learned from a run that prints something else', () => {
    const program = anotherProgram();
    const { ids } = runOf(program, [50, 51], 'pid 50', 'pid 51');
    ids.compare(runOf(program, [80, 81], 'no ids').lines);
    expect(ids.named()).toEqual(['pid ⟨main⟩', 'pid ⟨main.1⟩']);
    expect(ids.areInDoubt()).toBe(true);
  });
});
