import type { TimingMistakes } from '../../../../harness/messages/evidence/timing.ts';
import type { Expected } from '../../../../harness/messages/evidence/values.ts';
import type { MistakeSamples } from './samples.ts';

const parallel: Expected = { formula: { kind: 'max', pieces: [7, 6] }, total: 7 };
const phase: Expected = { ...parallel, phase: { number: 1, of: 2 } };
const pool: Expected = { formula: { kind: 'pool', workers: 2, pieces: [7, 6, 5] }, total: 11 };
const pipeline: Expected = {
  formula: {
    kind: 'pipeline',
    stages: [
      [7, 6],
      [5, 8],
    ],
  },
  total: 21,
};
const nothing: Expected = { formula: { kind: 'max', pieces: [] }, total: 0 };
const sum = { formula: { kind: 'sum', pieces: [7, 6] }, total: 13 } as const;

export const timing: MistakeSamples<TimingMistakes> = {
  'ran-in-sequence': [
    { ran: sum, expected: parallel, next: 'main.2', isOneTask: false },
    { expected: phase, next: 'main.2', isOneTask: true },
  ],
  'ran-in-parallel': [{ ran: parallel, expected: sum }, { expected: nothing }],
  'missing-lock': [{ ran: parallel, expected: sum }],
  'lock-too-wide': [{ ran: sum, expected: parallel, waiting: 'main.2', holder: 'main.1' }],
  'wrong-pool-size': [
    { workers: 3, wanted: 2, expected: pool },
    { workers: 1, wanted: 2, expected: pool },
  ],
  'worker-left-idle': [{ seconds: 5, from: 7, due: 6, expected: pool }],
  'passed-on-too-late': [{ expected: pipeline, task: 'main.2', from: 13, due: 7 }],
  'passed-on-too-early': [{ task: 'main.2', seconds: 5, from: 0, due: 7, expected: pipeline }],
  'missing-join': [
    { unjoined: ['main.1', 'main.2'], total: 0, expected: parallel },
    { unjoined: ['main.1'], total: 0 },
    { unjoined: ['main.1', 'main.2', 'main.3'] },
    { unjoined: ['main'], total: 0, expected: parallel },
  ],
  'clock-misplaced': [
    { reading: 'first', total: 1, expected: parallel },
    { reading: 'last', total: 1, expected: parallel },
    { reading: 'either', total: 1, expected: parallel },
  ],
  'clock-not-restarted': [{ total: 13, expected: { ...parallel, phase: { number: 2, of: 2 } } }],
  'wrong-unit': [
    { found: [0.007, 0.006], wanted: [7, 6], gave: 'seconds' },
    { found: [7000], wanted: [7], gave: 'milliseconds' },
  ],
  'drawn-elsewhere': [{ found: [5, 6], wanted: [7, 6] }],
  'wrong-range': [
    { found: [6], wanted: [7] },
    { found: [6], wanted: [7], end: { which: 'begins', found: 4, wanted: 5 } },
    { found: [8, 9], wanted: [7, 8], end: { which: 'ends', found: 11, wanted: 10 } },
  ],
  'shared-draw': [{ draws: 1, wanted: 2, found: [7, 7] }],
  'wrong-duration': [
    { task: 'main.1', found: [8], wanted: [7] },
    { task: 'main.1', found: [], wanted: [7] },
    { found: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], wanted: [] },
  ],
  'timeout-not-cancelled': [{ task: 'main', seconds: 3 }],
  'missing-timeout': [{ task: 'main.2', seconds: 3 }],
  'timer-late': [{ task: 'main', seconds: 3, from: 0, to: 7 }],
  'sleep-cut-short': [{ task: 'main.1', seconds: 7, slept: 2.5 }],
  'slept-at-another-time': [
    { found: { seconds: 7, from: 6 }, wanted: { seconds: 7, from: 0 } },
    { wanted: { seconds: 7, from: 0 } },
    { found: { seconds: 7, from: 6 } },
  ],
  'original-breaks-law': [{ ran: sum, expected: parallel }],
  'wrong-total': [{ wanted: 7 }, { found: 8, wanted: 7 }, { found: 9.25, wanted: 7, beside: 0.25 }],
  'too-many-totals': [{ found: 2, wanted: 1 }],
};
