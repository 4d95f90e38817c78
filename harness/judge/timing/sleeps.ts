import {
  cutByTheEnd,
  goesOnAfter,
  isOver,
  type Sleep,
  sleepsOf,
  wokenEarly,
} from '../../trace/sleeps.ts';
import type { DrawEvent, Trace } from '../../trace/trace.ts';
import type { Detector } from '../detector.ts';
import { ROUNDING } from '../tolerance.ts';
import { sameDurations, type TimingRuns } from './timing-runs.ts';

/** A draw from [0, 1) above this gives the greatest of any range that a program has. */
const NEARLY_ONE = 1 - 1e-9;

const seconds = (sleeps: readonly Sleep[]) => sleeps.map(({ seconds }) => seconds);
const isOther = ({ wanted, found }: TimingRuns) => !sameDurations(wanted, found);
const isSame = (one: Sleep) => (other: Sleep) =>
  other.task === one.task && Math.abs(other.seconds - one.seconds) < ROUNDING;

const timeoutNotCancelled: Detector<TimingRuns> = {
  id: 'timeout-not-cancelled',
  find(runs) {
    if (!isOther(runs)) return undefined;
    const { trace } = runs.original;
    const all = sleepsOf(trace);
    const count = (some: readonly Sleep[], one: Sleep) => some.filter(isSame(one)).length;
    const uncut = all.find(
      (one) =>
        !isOver(one) &&
        goesOnAfter(one, trace) &&
        count(runs.found, one) > count(all.filter(isOver), one),
    );
    return uncut && { task: uncut.task, seconds: uncut.seconds };
  },
};

const daemonJoined: Detector<TimingRuns> = {
  id: 'daemon-joined',
  find(runs) {
    if (!isOther(runs)) return undefined;
    const daemons = new Set(cutByTheEnd(runs.original.trace).map(({ task }) => task));
    for (const { task } of runs.wanted) daemons.delete(task);
    const joined = runs.found.find(({ task }) => daemons.has(task));
    return joined && { task: joined.task, seconds: joined.seconds };
  },
};

/** The program ends while its tasks sleep as the original's do. */
const endedAsleep: Detector<TimingRuns> = {
  id: 'missing-join',
  find(runs) {
    if (!isOther(runs)) return undefined;
    const cut = cutByTheEnd(runs.port.trace);
    if (cut.length === 0 || !sameDurations(runs.wanted, [...runs.found, ...cut])) return undefined;
    return { unjoined: [...new Set(cut.map(({ task }) => task))] };
  },
};

const wrongUnit: Detector<TimingRuns> = {
  id: 'wrong-unit',
  find(runs) {
    const less = without(runs.wanted, runs.found);
    const more = without(runs.found, runs.wanted);
    // What a wrong unit makes too short or too long may change which waits are cut short.
    const all = sleepsOf(runs.original.trace);
    const own = sleepsOf(runs.port.trace);
    for (const gave of ['seconds', 'milliseconds'] as const) {
      const factor = gave === 'seconds' ? 1000 : 1 / 1000;
      const pairs = scaled(more, all, factor) ?? scaled(less, own, 1 / factor)?.map(swap);
      if (pairs === undefined) continue;
      const [found, wanted] = [0, 1].map((side) => pairs.map((pair) => pair[side] as number));
      return { found: found ?? [], wanted: wanted ?? [], gave };
    }
    return undefined;
  },
};

/** Each of some sleeps beside one that is longer by a factor; nothing where one has no such twin. */
function scaled(some: readonly Sleep[], others: readonly Sleep[], factor: number) {
  const pairs = some.map(({ seconds }): [number, number | undefined] => [
    seconds,
    others.find((other) => Math.abs(other.seconds - seconds * factor) < ROUNDING * factor)?.seconds,
  ]);
  const isWhole = pairs.every((pair): pair is [number, number] => pair[1] !== undefined);
  return isWhole && pairs.length > 0 ? pairs : undefined;
}

const swap = ([one, other]: [number, number]): [number, number] => [other, one];

/** The sleeps that have no twin of the same length among the others. */
function without(some: readonly Sleep[], others: readonly Sleep[]): Sleep[] {
  const rest = [...others];
  return some.filter(({ seconds }) => {
    const at = rest.findIndex((other) => Math.abs(other.seconds - seconds) < ROUNDING);
    if (at !== -1) rest.splice(at, 1);
    return at === -1;
  });
}

const missingTimeout: Detector<TimingRuns> = {
  id: 'missing-timeout',
  find({ wanted, found }) {
    const lost = without(wanted, found);
    const [first] = lost;
    if (first === undefined || !lost.every(({ isWait }) => isWait)) return undefined;
    return { task: first.task, seconds: first.seconds };
  },
};

const drawsOf = ({ events }: Trace): DrawEvent[] => events.filter((event) => event.type === 'draw');

/** As many sleeps of other lengths, by draws: those of the original, and the port's. */
function draws(runs: TimingRuns): [DrawEvent[], DrawEvent[]] | undefined {
  const [expected, found] = [drawsOf(runs.original.trace), drawsOf(runs.port.trace)];
  const isOne = isOther(runs) && runs.wanted.length === runs.found.length;
  return isOne && found.length > 0 && found.length <= expected.length
    ? [expected, found]
    : undefined;
}

const sharedDraw: Detector<TimingRuns> = {
  id: 'shared-draw',
  find(runs) {
    const [expected, found] = draws(runs) ?? [];
    if (expected === undefined || found === undefined) return undefined;
    if (found.length === expected.length) return undefined;
    return { draws: found.length, wanted: expected.length, found: seconds(runs.found) };
  },
};

const drawnElsewhere: Detector<TimingRuns> = {
  id: 'drawn-elsewhere',
  find(runs) {
    const [expected = [], found] = draws(runs) ?? [];
    const known = new Set(expected.map(({ key }) => key));
    if (found === undefined || found.every(({ key }) => known.has(key))) return undefined;
    return { found: seconds(runs.found), wanted: seconds(runs.wanted) };
  },
};

const wrongRange: Detector<TimingRuns> = {
  id: 'wrong-range',
  find(runs) {
    const [, found] = draws(runs) ?? [];
    if (found === undefined) return undefined;
    const end = endOfRange(runs, found);
    return { found: seconds(runs.found), wanted: seconds(runs.wanted), ...(end && { end }) };
  },
};

/** Of draws from an end of a range: what that end is. */
function endOfRange({ wanted, found }: TimingRuns, draws: readonly DrawEvent[]) {
  const [expected, ...others] = new Set(seconds(wanted));
  const [got, ...more] = new Set(seconds(found));
  if (expected === undefined || got === undefined || others.length + more.length > 0) {
    return undefined;
  }
  const isLeast = draws.every(({ value }) => value === 0);
  if (!isLeast && !draws.every(({ value }) => value > NEARLY_ONE)) return undefined;
  return { which: isLeast ? 'begins' : 'ends', found: got, wanted: expected } as const;
}

const wrongDuration: Detector<TimingRuns> = {
  id: 'wrong-duration',
  find(runs) {
    const { wanted, found } = runs;
    if (!isOther(runs)) return otherAtTheEnd(runs);
    const tasks = (sleeps: readonly Sleep[]) => new Set(sleeps.map(({ task }) => task));
    const [idle] = tasks(wanted).difference(tasks(found));
    const [busy] = tasks(found).difference(tasks(wanted));
    const task = found.length < wanted.length ? idle : found.length > wanted.length ? busy : null;
    const own = (sleeps: readonly Sleep[]) =>
      seconds(
        task == null || found.length === 0 ? sleeps : sleeps.filter((one) => one.task === task),
      );
    const evidence = { found: own(found), wanted: own(wanted) };
    return task == null || found.length === 0 ? evidence : { task, ...evidence };
  },
};

/** A sleep that the end cuts off in both is as long, though nobody sees its end. */
function otherAtTheEnd({ original, port }: TimingRuns) {
  const found = cutByTheEnd(port.trace);
  for (const { task, seconds: wanted } of cutByTheEnd(original.trace)) {
    const own = found.filter((sleep) => sleep.task === task);
    if (own.length !== 1 || Math.abs((own[0]?.seconds ?? 0) - wanted) < ROUNDING) continue;
    return { task, found: seconds(own), wanted: [wanted] };
  }
  return undefined;
}

const sleepCutShort: Detector<TimingRuns> = {
  id: 'sleep-cut-short',
  find({ wanted, found, port, tolerance }) {
    const short =
      found.find(({ from, to, seconds }) => to - from < seconds - tolerance.clocks - ROUNDING) ??
      wokenEarly(port.trace).find((one) => wanted.some(isSame(one)) && !found.some(isSame(one)));
    if (short === undefined) return undefined;
    return { task: short.task, seconds: short.seconds, slept: short.to - short.from };
  },
};

/** How long the tasks slept. */
export const SLEEP_DETECTORS: readonly Detector<TimingRuns>[] = [
  wrongUnit,
  timeoutNotCancelled,
  daemonJoined,
  endedAsleep,
  sleepCutShort,
  missingTimeout,
  sharedDraw,
  drawnElsewhere,
  wrongRange,
  wrongDuration,
];
