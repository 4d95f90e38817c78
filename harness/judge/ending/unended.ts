import type { EndingMistakes } from '../../messages/evidence/ending.ts';
import { argumentsOf } from '../../messages/text.ts';
import { sleepsOf } from '../../trace/sleeps.ts';
import type { Ending } from '../../trace/trace.ts';
import type { Detector } from '../detector.ts';
import { textsOf } from '../output/line-text.ts';
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

const lastLine = ({ port }: EndingRuns) => ({ lines: textsOf(spoken(port.trace).at(-1)) });

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

/** Of a port that did not end by itself. */
export const UNENDED_DETECTORS: readonly Detector<EndingRuns>[] = [
  {
    id: 'lock-kept',
    find(runs) {
      const { task: holder, seconds } = ticking(runs) ?? {};
      const waiting = waitingIn(runs.ending).locked.filter((task) => task !== holder);
      if (holder === undefined || seconds === undefined || waiting.length === 0) return undefined;
      return { holder, seconds, waiting };
    },
  },
  {
    id: 'never-ends',
    find(runs) {
      const ticks = ticking(runs);
      const { isComplete: isDone, original } = runs;
      return ticks && { ...ticks, original: original.trace.ending.time, isDone };
    },
  },
  {
    id: 'kept-alive',
    find: ({ ending, isComplete }) => (IDLE.has(ending.kind) && isComplete ? {} : undefined),
  },
  {
    id: 'deadlock',
    find({ ending }) {
      if (ending.kind !== 'deadlock') return undefined;
      // Who waits for a lock keeps the others waiting for it.
      const { all, locked } = waitingIn(ending);
      const what = locked.length > 0 ? 'lock' : all.length > 0 ? 'message' : 'unknown';
      return { waiting: [...new Set(what === 'lock' ? locked : all)], for: what };
    },
  },
  {
    id: 'busy-loop',
    find({ ending: { kind }, port, original }) {
      if (kind !== 'spinning' && kind !== 'endless instant') return undefined;
      const lines = spoken(port.trace).length;
      const isPrinting = lines > 10 * spoken(original.trace).length + 100;
      return isPrinting && kind === 'endless instant' ? { lines } : {};
    },
    clues: lastLine,
  },
  {
    id: 'exceeds-limit',
    find({ ending: { kind, detail: [detail] = [] } }) {
      if (kind === 'exited' || kind === 'killed') return undefined;
      const what = LIMITS[kind] ?? 'other';
      // What was measured is not the same each time.
      const isMeasured = what === 'memory' || what === 'processes';
      return { what, ...(detail !== undefined && !isMeasured && { detail }) };
    },
    clues: lastLine,
  },
];
