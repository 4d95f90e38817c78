import type { EndingMistakes } from '../../messages/evidence/ending.ts';
import type { Find } from '../../source/find.ts';
import { numberless } from '../../trace/match-lines.ts';
import type { Ending, Trace } from '../../trace/trace.ts';
import { detector } from '../detector.ts';
import type { Runs } from '../runs.ts';
import { linesOf, sleepsOf } from '../subject.ts';
import { CUT_SHORT } from './cut-short.ts';

const endingOf = ({ port }: Runs) => port.trace.ending;
const spoken = (trace: Trace) => linesOf(trace).filter(({ stream }) => stream === 'stdout');

/** Everything was printed: the original's last line too. */
function isComplete({ original, port }: Runs): boolean {
  const [own, all] = [spoken(port.trace), spoken(original.trace)];
  const last = numberless(all.at(-1)?.text ?? '');
  return own.length >= all.length && own.some(({ text }) => numberless(text) === last);
}

/** What goes on and on: of a program that was stopped while it woke again and again. */
function ticking({ port: { trace } }: Runs) {
  if (trace.ending.kind !== 'too much time') return undefined;
  const last = sleepsOf(trace).at(-1);
  return { at: trace.ending.time, ...(last && { task: last.task, seconds: last.seconds }) };
}

/** The tasks that wait for a lock, a join or a notification, as the clock's driver tells. */
const lockedIn = ({ detail = [] }: Ending) =>
  detail.flatMap((line) =>
    /waits for a lock, a join/.test(line) ? (line.split(' ')[0] ?? []) : [],
  );

const lockKept = detector({
  id: 'lock-kept',
  find(runs) {
    const { task: holder, seconds } = ticking(runs) ?? {};
    const waiting = lockedIn(endingOf(runs)).filter((task) => task !== holder);
    if (holder === undefined || seconds === undefined || waiting.length === 0) return undefined;
    return { holder, seconds, waiting };
  },
  look: () => [{ find: 'busy-loop' }, { find: 'calls', kinds: ['loop'] }, LOCKS],
  explains: CUT_SHORT,
});

const LOCKS: Find = { find: 'calls', kinds: ['lock', 'message'] };

const neverEnds = detector({
  id: 'never-ends',
  find(runs) {
    const ticks = ticking(runs);
    return ticks && { ...ticks, original: runs.original.trace.ending.time };
  },
  look: (_, runs) => {
    const loop: Find = { find: 'calls', kinds: ['loop'] };
    return isComplete(runs) ? [{ find: 'open-handle' }, loop] : [loop, { find: 'open-handle' }];
  },
  explains: CUT_SHORT,
});

const IDLE = new Set<Ending['kind']>(['timed out', 'deadlock', 'idle']);

const keptAlive = detector({
  id: 'kept-alive',
  find: (runs) => (IDLE.has(endingOf(runs).kind) && isComplete(runs) ? {} : undefined),
  look: () => [{ find: 'open-handle' }],
  explains: [],
});

const deadlock = detector({
  id: 'deadlock',
  find(runs) {
    const { kind, detail = [] } = endingOf(runs);
    if (kind !== 'deadlock') return undefined;
    // Who waits for a lock keeps the others waiting for it.
    const locked = lockedIn(endingOf(runs));
    const all = detail.flatMap((line) => line.split(' ')[0] ?? []);
    const what = locked.length > 0 ? 'lock' : all.length > 0 ? 'message' : 'unknown';
    return { waiting: [...new Set(locked.length > 0 ? locked : all)], for: what };
  },
  look: ({ for: what }) => [what === 'lock' ? LOCKS : { find: 'calls', kinds: ['message'] }],
  explains: CUT_SHORT,
});

const lastLine = ({ port }: Runs): Find => {
  const { text = '' } = spoken(port.trace).at(-1) ?? {};
  return { find: 'printing', lines: text.length > 1000 ? [] : [text] };
};

const busyLoop = detector({
  id: 'busy-loop',
  find(runs) {
    const { kind } = endingOf(runs);
    if (kind !== 'spinning' && kind !== 'endless instant') return undefined;
    const lines = spoken(runs.port.trace).length;
    const isPrinting =
      kind === 'endless instant' && lines > 10 * spoken(runs.original.trace).length + 100;
    return isPrinting ? { lines } : {};
  },
  look: ({ lines }, runs) => [
    ...(lines === undefined ? [] : [lastLine(runs)]),
    { find: 'busy-loop' },
    { find: 'calls', kinds: ['loop'] },
  ],
  explains: CUT_SHORT,
});

const LIMITS: Partial<Record<Ending['kind'], EndingMistakes['exceeds-limit']['what']>> = {
  'too much memory': 'memory',
  'too many processes': 'processes',
  'too much output': 'output',
  'timed out': 'time',
  stalled: 'time',
  endless: 'time',
  stopped: 'stopped',
  idle: 'input',
};

const LOOK_BY_LIMIT: Partial<Record<EndingMistakes['exceeds-limit']['what'], readonly Find[]>> = {
  processes: [{ find: 'missing-guard' }, { find: 'calls', kinds: ['start'] }],
  time: [{ find: 'calls', kinds: ['loop'] }],
  stopped: [{ find: 'calls', kinds: ['exit'] }],
  input: [{ find: 'open-handle' }, { find: 'calls', kinds: ['message'] }],
};

const exceedsLimit = detector({
  id: 'exceeds-limit',
  find(runs) {
    const { kind, detail: [detail] = [] } = endingOf(runs);
    if (kind === 'exited' || kind === 'killed') return undefined;
    return { what: LIMITS[kind] ?? 'other', ...(detail !== undefined && { detail }) };
  },
  look: ({ what }, runs) => (what === 'output' ? [lastLine(runs)] : (LOOK_BY_LIMIT[what] ?? [])),
  explains: CUT_SHORT,
});

/** Of a port that did not end by itself. */
export const UNENDED_DETECTORS = [lockKept, neverEnds, keptAlive, deadlock, busyLoop, exceedsLimit];
