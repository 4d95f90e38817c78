import type { OutputMistakes } from '../../../../harness/messages/evidence/output.ts';
import type { MistakeSamples } from './samples.ts';

const [found, wanted] = ['Hello, world', 'Hello world'];
const line = { text: 'done', original: 7, port: 6 };
const all = { exhaustive: true, runs: 20, estimate: 20 };
const coverage = { original: all, port: all };

export const output: MistakeSamples<OutputMistakes> = {
  'wrong-text': [
    { found, wanted, differs: 'words' },
    { found, wanted, differs: 'punctuation', piece: { found: ',', wanted: '' } },
    { found, wanted, differs: 'white space', piece: { found: '', wanted: ' ' } },
    { found, wanted, differs: 'carriage return', piece: { found: '\\r', wanted: '\\n' } },
    { found, wanted, differs: 'full stop' },
  ],
  'wrong-decimals': [{ found: '7.0', wanted: '7.00', decimals: 1, expected: 2 }],
  'wrong-number': [
    { found: '7', wanted: '13' },
    { found: '7', wanted: '13', lacks: { number: 6, task: 'main.2' } },
  ],
  'wrong-process-id': [
    { text: 'I am 12', found: 'main.1', wanted: 'main', own: true },
    { text: 'I am 12', found: 'main', wanted: 'main.1', own: false },
  ],
  'wrong-stream': [
    { text: 'done', found: 'stderr', wanted: 'stdout' },
    { text: 'done', found: 'stdout', wanted: 'stderr' },
  ],
  'wrong-line-end': (
    [
      'missing',
      'extra',
      'CRLF',
      'two lines in one',
      'empty lines',
      'invalid UTF-8',
      'valid UTF-8',
    ] as const
  ).map((how) => ({ text: 'done', how, lines: 1 })),
  'missing-lines': [
    { lines: 1, first: 'done', task: 'main' },
    { lines: 2, first: 'done', task: 'main.1' },
  ],
  'stops-too-early': [
    { task: 'main.2', lines: 1, first: 'done' },
    { task: 'main.2', lines: 4, first: 'done' },
  ],
  'extra-lines': [
    { lines: 1, first: 'done', stream: 'stdout' },
    { lines: 2, first: 'done', stream: 'stderr' },
  ],
  'child-runs-on': [{ task: 'main.1', first: 'done' }],
  'daemon-joined': [
    { task: 'main.1', seconds: 7 },
    { task: 'main.1', first: 'done' },
  ],
  'output-held-back': [line, { ...line, pieces: 3 }],
  'line-in-pieces': [{ ...line, pieces: 3 }],
  'printed-too-early': [
    { ...line, task: 'main' },
    { ...line, task: 'main', sleeper: 'main.1' },
  ],
  'printed-too-late': [{ text: 'done', original: 6, port: 7 }],
  'sleep-not-awaited': [line],
  'lines-out-of-order': [
    { first: 'one', second: 'two', apart: 1, sameTask: false, lines: 1 },
    { first: 'one', second: 'two', apart: 1, sameTask: true, lines: 2 },
  ],
  'tasks-swapped': [{ task: 'main.1', other: 'main.2' }],
  'order-never-occurs': [{ line: 'done', coverage }],
  'impossible-order': [{ line: 'done', coverage }],
  'result-read-too-early': [{ found: '0', wanted: '13' }],
  'lost-update': [{ found: '7', wanted: '13' }],
  'extra-lock': [{ found: '13', wanted: '7' }],
  'not-shared': [{ found: '0', wanted: '13' }, { task: 'main.1', wanted: '13' }, { wanted: '13' }],
};
