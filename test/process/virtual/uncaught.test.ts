import { expect, test } from 'vitest';
import { isLine } from '../../../harness/trace/trace.ts';
import { useVirtualClock } from '../../support/virtual.ts';

const { run, tell } = useVirtualClock();

test.concurrent('the error that Node prints belongs to the task that it ended', async () => {
  const { events, uncontrolled } = await run('fails-in-two-children.ts');
  const errors = events.filter(isLine).filter(({ text }) => text.startsWith('RangeError'));
  expect(errors.map(({ time, task, stream, text }) => [time, task, stream, text])).toEqual([
    [1, 'main.1', 'stderr', 'RangeError: no file 1'],
    [1, 'main.2', 'stderr', 'RangeError: no file 2'],
  ]);
  expect(events.filter(isLine).filter(({ task }) => task === '?')).toEqual([]);
  expect(uncontrolled).toEqual([]);
});

test.concurrent('an error that the program handles is not reported', async () => {
  const { events, ending } = await run('handles-its-errors.cjs');
  expect(events.filter(isLine).map(({ task, text }) => [task, text])).toEqual([
    ['main', 'handled: no such file'],
  ]);
  expect(ending.code).toBe(3);
});

test.concurrent('what exit handlers print belongs to their task, to the last byte', async () => {
  expect(await tell('prints-at-its-exit.ts')).toEqual([
    '0 main: before',
    '0 main: a line',
    '0 main: no line (no line end)',
    '0 end: exit code 0',
  ]);
});
