import { expect, test } from 'vitest';
import { judgeTasks } from '../../../../harness/judge/tasks/check.ts';
import { inLanguage } from '../../../../harness/messages/text.ts';
import { zh } from '../../../../harness/messages/zh/index.ts';
import { seenIn } from '../../../../harness/report/seen/seen.ts';
import type { Task, Trace } from '../../../../harness/trace/trace.ts';
import { evidenceOf, rowsOf } from '../../../support/checks.ts';
import { MAX, madeUpRuns } from '../../../support/timing.ts';
import { family, line, task, traceOf } from '../../../support/traces.ts';

const judge = (original: Trace, port: Trace) => judgeTasks(madeUpRuns(MAX, original, port));
const judgeFamilies = (original: Task[], port: Task[]) =>
  judge(traceOf([], { tasks: original }), traceOf([], { tasks: port }));

test('the tasks of both programs are listed', () => {
  expect(evidenceOf('tasks', judgeFamilies(family('process', 'process'), family()))).toEqual([
    'original: main (process), main.1 (process), main.2 (process)',
    'port: main (process)',
  ]);
});

test('tasks stand beside those of the original, and what is the same before they part', () => {
  const check = judgeFamilies(family('process', 'process'), family('process', 'thread'));
  expect(rowsOf('tasks', check)).toEqual([
    ['main.1 (process)', 'main.1 (process)', true],
    ['main.2 (process)', 'main.2 (thread)', false],
  ]);
});

test('tasks are listed up to eight, then counted', () => {
  const many = Array.from({ length: 40 }, (_, index) => task(`main.${index + 1}`, 'thread'));
  const check = judgeFamilies(family('thread', 'thread'), [...family(), ...many]);
  expect(evidenceOf('tasks', check)?.[1]).toMatch(/^port: main \(process\), .*, … and 33 more$/);
});

test('a foreign program is named by its command', () => {
  const foreign = [...family(), { ...task('main.1', 'process'), observed: false, command: 'ls' }];
  expect(evidenceOf('tasks', judgeFamilies(foreign, family()))?.[0]).toBe(
    'original: main (process), main.1 (ls)',
  );
});

test('a line that another task prints is shown with both tasks', () => {
  const speaking = (name: string, text: string) =>
    traceOf([line(0, name, text)], { tasks: family('process') });
  const check = judge(speaking('main.1', 'took 7 s'), speaking('main', 'took 6 s'));
  expect(evidenceOf('tasks', check)).toEqual(['main.1, in the port main: took 6 s']);
});

test('tasks are named in the reader’s language', () => {
  const check = judgeFamilies(family('process'), family('thread'));
  const { evidence = [] } = seenIn('tasks', check) ?? {};
  expect(evidence.map((said) => inLanguage(said, zh))).toEqual([
    '原程序：main（进程）、main.1（进程）',
    '移植程序：main（进程）、main.1（线程）',
  ]);
});
