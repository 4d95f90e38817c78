import type { EndingMistakes } from '../../../../harness/messages/evidence/ending.ts';
import type { MistakeSamples } from './samples.ts';

const REASONS = [
  'syntax',
  'types',
  'module',
  'export',
  'CommonJS',
  'node_modules',
  'other',
] as const;
const LIMITS = ['memory', 'processes', 'output', 'time', 'stopped', 'input', 'other'] as const;

export const ending: MistakeSamples<EndingMistakes> = {
  'does-not-load': REASONS.map((why) => ({ error: '“…”', why })),
  'uncaught-error': [
    { task: 'main', error: '“…”', afterLines: false, missing: 3 },
    { task: 'main.1', error: '“…”', afterLines: true, missing: 0 },
  ],
  'never-resolves': [{ task: 'main', missing: 1 }],
  deadlock: [
    { waiting: [], for: 'unknown' },
    { waiting: ['main', 'main.1'], for: 'lock' },
    { waiting: ['main'], for: 'message' },
    { waiting: ['main', 'main.1', 'main.2'], for: 'unknown' },
  ],
  'lock-kept': [
    { holder: 'main.1', seconds: 0.5, waiting: ['main.2'] },
    { holder: 'main.1', seconds: 0.5, waiting: ['main', 'main.2'] },
  ],
  'never-ends': [
    { at: 70, original: 7, isDone: true },
    { seconds: 1, at: 70, original: 7, isDone: true },
    { task: 'main.1', seconds: 1, at: 70, original: 7, isDone: true },
  ],
  'busy-loop': [{}, { lines: 1000 }],
  'kept-alive': [{}, { seconds: 3 }],
  'wrong-exit-code': [
    { task: 'main', found: 0, wanted: 1, isEarly: false },
    { task: 'main.1', found: 1, wanted: 0, isEarly: true },
  ],
  killed: [
    { task: 'main.1', signal: 'SIGKILL' },
    { task: 'main.1', signal: 'SIGKILL', lines: 1, of: 2 },
  ],
  'process-left-behind': [
    { processes: 1, isDone: false },
    { processes: 2, isDone: true },
  ],
  'exceeds-limit': [...LIMITS.map((what) => ({ what })), { what: 'memory', detail: '“…”' }],
  'original-fails': [
    { as: 'deadlock' },
    { as: 'killed' },
    { as: 'process-left-behind' },
    { as: 'kept-alive' },
    { as: 'other' },
  ],
};
