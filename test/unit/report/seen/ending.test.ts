import { describe, expect, test } from 'vitest';
import { judgeEnding } from '../../../../harness/judge/ending/check.ts';
import type { Ending, Trace } from '../../../../harness/trace/trace.ts';
import { evidenceOf, rowsOf } from '../../../support/checks.ts';
import { MAX, madeUpRuns } from '../../../support/timing.ts';
import { family, line, traceOf } from '../../../support/traces.ts';

const judge = (original: Trace, port: Trace) => judgeEnding(madeUpRuns(MAX, original, port));

const EXITED: Ending = { kind: 'exited', code: 0, signal: null, time: 1.01, leftovers: [] };
const EVENTS = [line(0, 'main', 'oh dear', 'stderr'), line(1, 'main', 'done')];
const ended = (changes: Partial<Ending> = {}, events: Parameters<typeof traceOf>[0] = EVENTS) =>
  traceOf(events, { ending: { ...EXITED, ...changes } });

describe('what is said of an ending', () => {
  test('is what the port printed on stderr', () => {
    const check = judge(ended({ code: 3 }), ended({ code: 1 }));
    expect(evidenceOf('ending', check)).toEqual(['oh dear']);
  });

  test('is of the original where it is the original that fails', () => {
    const failing = ended({ code: 1 }, [line(0, 'main', 'Error: mine', 'stderr')]);
    const quiet = ended({ kind: 'deadlock', code: null, detail: ['main waits'] }, []);
    expect(evidenceOf('ending', judge(quiet, failing))).toEqual(['main waits']);
  });

  test('are the commands of what is left behind', () => {
    const check = judge(ended(), ended({ leftovers: ['sleep 9'] }));
    expect(evidenceOf('ending', check)).toEqual(['sleep 9']);
  });

  test('is the limit that was exceeded', () => {
    const port = ended({ kind: 'endless', code: null, detail: ['9; the limit is 8'] }, []);
    expect(evidenceOf('ending', judge(ended({}, []), port))).toEqual(['9; the limit is 8']);
  });

  test('is an error from its place to its message, without its stack', () => {
    const said = `node:internal/modules/run_main:111
file:///ports/other.ts:3

enum Kind { A }
^^^^^^^^^^^^^^^

SyntaxError [ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX]: TypeScript enum is not supported in strip-only mode
    at load (node:internal/modules/esm/loader:650:26)`;
    const port = {
      ...ended(
        { code: 1 },
        said.split('\n').map((text) => line(1, 'main', text, 'stderr')),
      ),
      ...{ program: '/ports/port.ts', language: 'node' as const },
    };
    expect(evidenceOf('ending', judge(ended(), port))).toEqual([
      'file:///ports/other.ts:3',
      'enum Kind { A }',
      '^^^^^^^^^^^^^^^',
      'SyntaxError [ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX]: TypeScript enum is not supported in strip-only mode',
    ]);
  });
});

test('the ends of processes stand beside the original’s', () => {
  const child = (code: number) => {
    const end = { time: 1, task: 'main.1', type: 'end' as const, code, signal: null };
    return { ...ended({}, [line(1, 'main', 'done'), end]), tasks: family('process') };
  };
  expect(rowsOf('ending', judge(child(0), child(3)))).toContainEqual([
    '1.00 s main.1 ends, exit code 0',
    '1.00 s main.1 ends, exit code 3',
    false,
  ]);
});
