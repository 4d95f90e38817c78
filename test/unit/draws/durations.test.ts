import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Dice } from '../../../harness/draws/dice.ts';
import { diceFor } from '../../../harness/draws/durations.ts';
import type { Trace, TraceEvent } from '../../../harness/trace/trace.ts';
import { family, line, traceOf } from '../../support/traces.ts';

/** A program whose tasks each draw `randint(5, 10)` `rounds` times, and sleep that long. */
const program =
  (tasks: number, rounds = 1) =>
  async (dice: Dice): Promise<Trace> => {
    const threads = family(...new Array<'thread'>(tasks).fill('thread'));
    const events = threads.slice(1).flatMap(({ id }) =>
      Array.from({ length: rounds }, (_, round): TraceEvent[] => {
        const key = `0|${id} ${round}`;
        const said = dice.given?.find((draw) => draw.key === key)?.value;
        const value = said ?? dice.always ?? 0;
        const seconds = 5 + Math.floor(value * 6);
        return [
          line(round, id, key),
          { time: round, task: id, type: 'draw', key, value },
          { time: round, task: id, type: 'sleep', id: round, seconds },
        ];
      }),
    );
    return traceOf(events, { tasks: threads });
  };

const sleeps = ({ events }: Trace) =>
  events.flatMap((event) => (event.type === 'sleep' ? [event.seconds] : []));

const durations = fc.array(fc.integer({ min: 5, max: 10 }), { minLength: 1, maxLength: 6 });

describe('the dice for durations', () => {
  test('make each task sleep its own duration', async () => {
    await fc.assert(
      fc.asyncProperty(durations, async (seconds) => {
        const rehearse = program(seconds.length);
        expect(sleeps(await rehearse(await diceFor(seconds, 1, rehearse)))).toEqual(seconds);
      }),
    );
  });

  test('serve the first draw of each task, then the second of each', async () => {
    const rehearse = program(2, 2);
    const trace = await rehearse(await diceFor([5, 6, 7, 8], 1, rehearse));
    const ofTask = (id: string) =>
      trace.events.flatMap((e) => (e.type === 'sleep' && e.task === id ? [e.seconds] : []));
    expect([ofTask('main.1'), ofTask('main.2')]).toEqual([
      [5, 7],
      [6, 8],
    ]);
  });

  test('keep the seed for every other draw', async () => {
    expect((await diceFor([5], 17, program(1))).seed).toBe(17);
  });
});

describe('durations that a program cannot take are an error that tells which it can take', () => {
  const refusal = (seconds: number[], tasks: number) =>
    expect(diceFor(seconds, 1, program(tasks))).rejects;

  test.each([4, 11, 5.5])('%d', async (seconds) => {
    await refusal([5, seconds], 2).toMatchObject({
      code: 'BAD_DURATIONS',
      message: expect.stringMatching(/whole seconds from 5 to 10\.\nUse whole seconds, 5 to 10\.$/),
    });
  });

  test('too few, too many, or any for a program that draws none', async () => {
    await refusal([5], 2).toMatchObject({
      message: expect.stringMatching(
        /durations 5\.\nIt needs 2 durations; got 1\.\nGive 2 durations\.$/,
      ),
    });
    await refusal([5, 6, 7], 2).toMatchObject({
      message: expect.stringMatching(
        /durations 5, 6, 7\.\nIt needs 2 durations; got 3\.\nGive 2 durations\.$/,
      ),
    });
    await refusal([5], 0).toMatchObject({
      message: expect.stringMatching(/It draws no number .*\nRun it without --durations\.$/),
    });
  });
});
