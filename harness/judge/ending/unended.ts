import type { EndingMistakes } from '../../messages/evidence/ending.ts';
import { argumentsOf } from '../../messages/text.ts';
import type { Find } from '../../source/find.ts';
import { sleepsOf } from '../../trace/sleeps.ts';
import type { Ending } from '../../trace/trace.ts';
import { type AnyDetector, detector } from '../detector.ts';
import { CUT_SHORT } from './cut-short.ts';
import { type EndingRuns, spoken } from './ending-runs.ts';

/** What goes on and on: of a program that was stopped while it woke again and again. */
function ticking({ ending: { kind, time }, port }: EndingRuns) {
  if (kind !== 'too much time') return undefined;
  const last = sleepsOf(port.trace).at(-1);
  return { at: time, ...(last && { task: last.task, seconds: last.seconds }) };
}

/** The tasks that wait, and those of them that wait for a lock, a join or a notification. */
function waitingIn({ detail = [] }: Ending) {
  const all: string[] = [];
  const locked: string[] = [];
  for (const said of detail) {
    const [task, what] = argumentsOf(said, 'waitsFor') ?? argumentsOf(said, 'waitsInCall') ?? [];
    if (task !== undefined) all.push(String(task));
    if (what === 'lock' || what === 'lock, join or wait') locked.push(String(task));
  }
  return { all, locked };
}

const LOOPS: Find = { find: 'calls', kinds: ['loop'] };
const WAITS = ['lock', 'message'] as const;
const OPEN: Find = { find: 'open-handle' };

function lastLine({ port }: EndingRuns): Find {
  const { text = '' } = spoken(port.trace).at(-1) ?? {};
  return { find: 'printing', lines: text.length > 1000 ? [] : [text] };
}

const IDLE = new Set<Ending['kind']>(['timed out', 'deadlock', 'idle']);

type Limit = EndingMistakes['exceeds-limit']['what'];

const LIMITS: Partial<Record<Ending['kind'], Limit>> = {
  'too much memory': 'memory',
  'too many processes': 'processes',
  'too much output': 'output',
  'timed out': 'time',
  stalled: 'time',
  endless: 'time',
  stopped: 'stopped',
  idle: 'input',
};

const LOOKS: Partial<Record<Limit, readonly Find[]>> = {
  processes: [{ find: 'missing-guard' }, { find: 'calls', kinds: ['start'] }],
  time: [LOOPS],
  stopped: [{ find: 'calls', kinds: ['exit'] }],
  input: [OPEN, { find: 'calls', kinds: WAITS }],
};

/** Of a port that did not end by itself. */
export const UNENDED_DETECTORS: readonly AnyDetector<EndingRuns>[] = [
  detector({
    id: 'lock-kept',
    find(runs: EndingRuns) {
      const { task: holder, seconds } = ticking(runs) ?? {};
      const waiting = waitingIn(runs.ending).locked.filter((task) => task !== holder);
      if (holder === undefined || seconds === undefined || waiting.length === 0) return undefined;
      return { holder, seconds, waiting };
    },
    look: () => [{ find: 'held-lock' }, { find: 'busy-loop' }, LOOPS],
    explains: CUT_SHORT,
  }),
  detector({
    id: 'never-ends',
    find(runs: EndingRuns) {
      const ticks = ticking(runs);
      return ticks && { ...ticks, original: runs.original.trace.ending.time };
    },
    look: (_, { isComplete }) => (isComplete ? [OPEN, LOOPS] : [LOOPS, OPEN]),
    explains: CUT_SHORT,
  }),
  detector({
    id: 'kept-alive',
    find: ({ ending, isComplete }: EndingRuns) =>
      IDLE.has(ending.kind) && isComplete ? {} : undefined,
    look: () => [OPEN],
    explains: [],
  }),
  detector({
    id: 'deadlock',
    find({ ending }: EndingRuns) {
      if (ending.kind !== 'deadlock') return undefined;
      // Who waits for a lock keeps the others waiting for it.
      const { all, locked } = waitingIn(ending);
      const what = locked.length > 0 ? 'lock' : all.length > 0 ? 'message' : 'unknown';
      return { waiting: [...new Set(what === 'lock' ? locked : all)], for: what };
    },
    look: ({ for: what, waiting }) => [
      ...(what === 'lock' ? ([{ find: 'held-lock' }, { find: 'shared-variable' }] as const) : []),
      { find: 'unanswered-wait' },
      ...waiting.map((task) => ({ find: 'calls', kinds: WAITS, task }) as const),
      { find: 'calls', kinds: WAITS },
    ],
    explains: CUT_SHORT,
  }),
  detector({
    id: 'busy-loop',
    find({ ending: { kind }, port, original }: EndingRuns) {
      if (kind !== 'spinning' && kind !== 'endless instant') return undefined;
      const lines = spoken(port.trace).length;
      const isPrinting = lines > 10 * spoken(original.trace).length + 100;
      return isPrinting && kind === 'endless instant' ? { lines } : {};
    },
    look: ({ lines }, runs) => [
      { find: 'busy-loop' },
      ...(lines === undefined ? [] : [lastLine(runs)]),
      LOOPS,
    ],
    explains: CUT_SHORT,
  }),
  detector({
    id: 'exceeds-limit',
    find({ ending: { kind, detail: [detail] = [] } }: EndingRuns) {
      if (kind === 'exited' || kind === 'killed') return undefined;
      return { what: LIMITS[kind] ?? 'other', ...(detail !== undefined && { detail }) };
    },
    look: ({ what }, runs) => (what === 'output' ? [lastLine(runs)] : (LOOKS[what] ?? [])),
    explains: CUT_SHORT,
  }),
];
