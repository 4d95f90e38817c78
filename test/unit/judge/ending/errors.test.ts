import { describe, expect, test } from 'vitest';
import { judgeEnding } from '../../../../harness/judge/ending/check.ts';
import type { Ending, Trace } from '../../../../harness/trace/trace.ts';
import { expectConforming, expectMistaken, looksOf } from '../../../support/checks.ts';
import { MAX, madeUpRuns } from '../../../support/timing.ts';
import { family, line, traceOf } from '../../../support/traces.ts';

const judge = (original: Trace, port: Trace) => judgeEnding(madeUpRuns(MAX, original, port));

const exited: Ending = { kind: 'exited', code: 0, signal: null, time: 1.01, leftovers: [] };
const original = traceOf([line(1, 'main', 'done')], { ending: exited });

/** A port that prints lines, fails as Node tells it, and has this exit code. */
const failing = (said: string, { code = 1, lines = [] as string[] } = {}) =>
  traceOf(
    [
      ...lines.map((text) => line(1, 'main', text)),
      ...said.split('\n').map((text) => line(1, 'main', text, 'stderr')),
    ],
    { ending: { ...exited, code }, program: '/ports/port.ts', language: 'node' },
  );

describe('an uncaught error', () => {
  test('before the last line is reported with how many lines are missing', () => {
    expectMistaken(judge(original, failing('Error: gone')), 'uncaught-error', {
      task: 'main',
      error: 'Error: gone',
      afterLines: false,
      missing: 1,
    });
  });

  test('after the last line is reported as that', () => {
    const port = failing('Error: gone', { lines: ['done'] });
    expectMistaken(judge(original, port), 'uncaught-error', { afterLines: true, missing: 0 });
  });

  test('of a child is its own error, with the lines of its stack', () => {
    const said = (task: string, ...texts: string[]) =>
      texts.map((text) => line(1, task, text, 'stderr'));
    const tasks = family('process');
    const end = { time: 1, task: 'main.1', type: 'end' as const, signal: null };
    const child = traceOf([line(1, 'main', 'done'), { ...end, code: 0 }], {
      tasks,
      ending: exited,
    });
    const port = traceOf(
      [
        line(1, 'main', 'done'),
        ...said('main', 'TypeError: caught'),
        ...said('main.1', 'RangeError: no', '    at main (file:///ports/port.ts:16:6)'),
        { ...end, code: 1 },
      ],
      { tasks, ending: exited, program: '/ports/port.ts' },
    );
    const check = judge(child, port);
    expectMistaken(check, 'uncaught-error', { task: 'main.1', error: 'RangeError: no' });
    expect(looksOf(check)).toContainEqual({ find: 'line', line: 16, column: 6 });
  });

  test('that leaves the program waiting is reported instead of the deadlock', () => {
    const port = failing('Error: gone');
    const waiting = { ...port, ending: { ...exited, kind: 'deadlock' as const, code: null } };
    expectMistaken(judge(original, waiting), 'uncaught-error', { error: 'Error: gone' });
  });

  test('that the program only prints is none', () => {
    expectConforming(judge(original, failing('Error: gone', { code: 0, lines: ['done'] })));
  });
});

test('an await that is never over is reported with its line', () => {
  const words = 'Warning: Detected unsettled top-level await at file:///ports/port.ts:9';
  const check = judge(original, failing(words, { code: 13 }));
  expectMistaken(check, 'never-resolves', { task: 'main', missing: 1 });
  expect(looksOf(check)).toContainEqual({ find: 'line', line: 9 });
});

describe('a port that does not load', () => {
  const loading = '    at load (node:internal/modules/esm/loader:650:26)';

  test('is reported with Node’s message, the file and the line, and nothing else', () => {
    const check = judge(
      original,
      failing(`node:internal/modules/run_main:111
file:///ports/other.ts:3

enum Kind { A }
^^^^^^^^^^^^^^^

SyntaxError [ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX]: TypeScript enum is not supported in strip-only mode
${loading}`),
    );
    expectMistaken(check, 'does-not-load', {
      error: 'SyntaxError: TypeScript enum is not supported in strip-only mode',
      why: 'types',
      file: '/ports/other.ts',
      line: 3,
    });
    expect(check.findings).toHaveLength(1);
  });

  test.each([
    ["SyntaxError: Expected ',', got '{'", 'syntax', "SyntaxError: Expected ',', got '{'"],
    [
      "Error [ERR_MODULE_NOT_FOUND]: Cannot find module '/ports/helper' imported from /ports/port.ts",
      'module',
      "Cannot find module './helper'",
    ],
    [
      "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'tasks' imported from /ports/port.ts",
      'module',
      "Cannot find package 'tasks'",
    ],
    [
      "SyntaxError: The requested module './helper.ts' does not provide an export named 'y'",
      'export',
      "SyntaxError: The requested module './helper.ts' does not provide an export named 'y'",
    ],
    [
      'SyntaxError: Cannot use import statement outside a module',
      'CommonJS',
      'SyntaxError: Cannot use import statement outside a module',
    ],
    [
      'Error [ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING]: Stripping types is currently unsupported for files under node_modules, for "/ports/node_modules/x/a.ts"',
      'node_modules',
      'Stripping types is currently unsupported for files under node_modules',
    ],
    [
      'TypeError [ERR_UNKNOWN_FILE_EXTENSION]: Unknown file extension ".txt" for /ports/a.txt',
      'other',
      'TypeError: Unknown file extension ".txt"',
    ],
  ] as const)('is reported for its own reason: %s', (said, why, error) => {
    const check = judge(original, failing(`${said}\n${loading}`));
    expectMistaken(check, 'does-not-load', { error, why });
  });

  test('is none that requires a module when it runs', () => {
    const said = 'ReferenceError: require is not defined in ES module scope';
    const port = failing(`${said}\n    at file:///ports/port.ts:2:15`);
    expectMistaken(judge(original, port), 'uncaught-error', { error: said });
  });

  test('is none that reads invalid JSON when it runs', () => {
    const said = 'SyntaxError: Unexpected end of JSON input\n    at JSON.parse (<anonymous>)';
    const port = failing(`${said}\n    at file:///ports/port.ts:1:6\n${loading}`);
    expectMistaken(judge(original, port), 'uncaught-error');
  });
});
