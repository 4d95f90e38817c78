import type { doubts as Doubts } from '../../../../harness/messages/en/doubts.ts';
import type { runs as Runs } from '../../../../harness/messages/en/runs.ts';
import type { Samples } from './samples.ts';

const AWAITED = [
  'lock',
  'lock, join or wait',
  'input',
  'room',
  'child',
  'input or output',
  'events',
  'time',
  'signal',
  'semaphore',
  'connection',
  'message',
  'file lock',
  'fifo',
] as const;
const OUTSIDERS = ['connection', 'answer', 'message', 'change', 'signal'] as const;
const CUT = [
  'stalled',
  'spinning',
  'timed out',
  'too much output',
  'endless instant',
  'nondeterministic',
  'endless',
  'idle',
] as const;
const SAID = '“…”';
const PLACE = 'main.py:12';

export const runs: Samples<typeof Runs> = {
  waitsFor: AWAITED.map((what) => ['main', what, 'futex'] as [string, typeof what, string]),
  waitsInCall: [['main', '12']],
  waitsForPeer: [['main', '127.0.0.1:80']],
  waitsOutside: [
    ...OUTSIDERS.map(
      (what) => ['main', what, 'accept', PLACE] as [string, typeof what, string, string],
    ),
    ['main', 'signal', 'pause', undefined],
  ],
  inRealTime: [
    [SAID, PLACE],
    [SAID, undefined],
  ],
  processStopped: [[12]],
  isStopped: [['main.1']],
  spins: [['main', 6]],
  spinsBeside: [['main', 'main.1', SAID, SAID]],
  waitsToPrint: [[]],
  waitsToStart: [[]],
  waitsUntil: [[7]],
  sleepsUntil: [[7]],
  computes: [[6]],
  sleepsOn: [[60]],
  stalls: [[60]],
  takesTooLong: [[3600]],
  until: [[5]],
  wakesOn: [[1000, 3600]],
  endlessInstant: [[10_000, 0.5]],
  polls: [['main', 60_000]],
  overtime: [[71, 70]],
  tooDeep: [['main.1.1.1', 3, 2]],
  noSuchChoice: [[3, ['main.1', 'main.2']]],
  unusedChoices: [
    [0, ['main.7']],
    [1, ['main.1', 'main.2']],
  ],
  tooMuchOutput: [
    [100_000, 'lines'],
    [1_000_000, 'bytes'],
  ],
  tooManyProcesses: [[33, 32]],
  tooMuchMemory: [[1025, 1024]],
  usedUp: [
    ['messages', 1000],
    ['bytes', 1000],
    ['tasks', 6000],
  ],
  fleetingProcesses: [[]],
  processes: [[SAID, 2]],
  badMessages: [
    [1, '{'],
    [2, '{'],
  ],
  folderRemoved: [[]],
  filesRemoved: [['now', 'dice']].map((files) => [files] as [string[]]),
  foreignProgram: [
    ['main.1', SAID, PLACE],
    ['main.1', SAID, undefined],
  ],
  lineUnobserved: [['done']],
  unowned: [
    ['main', 'sets file time', PLACE],
    ['main', 'reads file time', PLACE],
    ['main', 'waits in unknown memory', undefined],
  ],
  sentSignal: [
    ['main', SAID, PLACE],
    ['main', SAID, undefined],
  ],
  readsClosedInput: [
    ['main', PLACE],
    ['main', undefined],
  ],
  pacedGates: [[0, 10, 1.2, 20_000]],
  pacedWork: [['main.1', 1.2]],
};

export const doubts: Samples<typeof Doubts> = {
  uncontrolled: [
    ['original', SAID],
    ['port', SAID],
  ],
  cutShort: [
    ...CUT.map((kind) => ['original', kind, [SAID, SAID]] as ['original', typeof kind, string[]]),
    ['port', 'stalled', []],
  ],
  busy: [['port', SAID]],
  busyMachine: [[0.5, 1.2]],
  notRepeated: [['port', ['main', 'main.1'], 'one / two', 'two / one']],
  seedsItself: [[['main.py:12', 'main.py:19']]],
  oneSchedule: [[]],
};
