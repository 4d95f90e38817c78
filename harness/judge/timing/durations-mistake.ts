import type { DrawEvent, Trace } from '../../trace/trace.ts';
import { plain } from '../law.ts';
import { goesOnAfter, isOver, type Look, type Sleep, sleepsOf, workOf } from '../subject.ts';
import { ROUNDING } from '../tolerance.ts';

/** What is wrong with the timing, and what to look at. */
export interface Problem {
  sentence: string;
  look?: Look;
}

const LOOK_AT_SLEEPS: Look = {
  sentence: 'sleeps: how long, and in which unit',
  find: { calls: ['sleep'] },
};
const LOOK_AT_DRAWS: Look = {
  sentence: 'draws: randint(a, b) gives both ends; each task makes its own, after the same line',
  find: { calls: ['draw'] },
};
const LOOK_AT_DEADLINES: Look = {
  sentence: 'deadlines: what each cuts off, and who clears them',
  find: { calls: ['timer', 'sleep'] },
};
const LOOK_AT_JOINS: Look = {
  sentence: 'what is waited for, by a join or an `await`',
  find: { calls: ['join'] },
};

/** The tasks of the port sleep as long as the original's; or how not, and why. */
export function durationsMistake(original: Trace, port: Trace): Problem | undefined {
  const [expected, found] = [original, port].map(workOf) as [Sleep[], Sleep[]];
  if (sameDurations(expected, found)) return cutOffMistake(original, port);
  const uncut = uncutSleep(original, found);
  if (uncut !== undefined) return { sentence: uncut, look: LOOK_AT_DEADLINES };
  const cutOff = joinedDaemon(original, found) ?? lostSleeps(expected, found, port);
  if (cutOff !== undefined) return { sentence: cutOff, look: LOOK_AT_JOINS };
  const wanted = list(expected);
  if (found.length === 0) {
    return {
      sentence: `did not sleep where the original slept ${wanted}`,
      look: LOOK_AT_SLEEPS,
    };
  }
  const why =
    unitMistake(expected, found) ?? drawMistake(original, port) ?? whoseSleeps(expected, found);
  const { sentence = '', look = LOOK_AT_SLEEPS } = why ?? {};
  return {
    sentence: `slept ${list(found)} where the original slept ${wanted}${sentence}`,
    look,
  };
}

/** The same, in whatever order; those of the port times a factor. */
export function sameDurations(
  expected: readonly Sleep[],
  found: readonly Sleep[],
  factor = 1,
): boolean {
  const sorted = (sleeps: readonly Sleep[]) =>
    sleeps.map(({ seconds }) => seconds).sort((a, b) => a - b);
  const got = sorted(found);
  return (
    expected.length === got.length &&
    sorted(expected).every(
      (seconds, index) => Math.abs(seconds - (got[index] ?? 0) * factor) < ROUNDING * factor,
    )
  );
}

/** What is cut off in the original, whose task goes on then, is not in the port. */
function uncutSleep(original: Trace, found: readonly Sleep[]): string | undefined {
  const isSame = (one: Sleep) => (other: Sleep) =>
    other.task === one.task && Math.abs(other.seconds - one.seconds) < ROUNDING;
  const count = (some: readonly Sleep[], one: Sleep) => some.filter(isSame(one)).length;
  const sleeps = sleepsOf(original);
  for (const one of sleeps) {
    const { task, seconds } = one;
    if (
      isOver(one) ||
      !goesOnAfter(one, original) ||
      count(found, one) <= count(sleeps.filter(isOver), one)
    )
      continue;
    return `${task} sleeps its ${plain(seconds)} s to the end, which are cut off in the original: is a timer never cancelled, or a signal not passed on?`;
  }
  return undefined;
}

/** A sleep of a task that the end cuts off in both is as long, though nobody sees its end. */
function cutOffMistake(original: Trace, port: Trace): Problem | undefined {
  const cutOff = (trace: Trace) =>
    sleepsOf(trace).filter((sleep) => !isOver(sleep) && !goesOnAfter(sleep, trace));
  const found = cutOff(port);
  for (const { task, seconds } of cutOff(original)) {
    const own = found.filter((sleep) => sleep.task === task);
    if (own.length !== 1 || Math.abs((own[0]?.seconds ?? 0) - seconds) < ROUNDING) continue;
    return {
      sentence: `${task} would sleep ${list(own)}, which the end cuts off; in the original ${plain(seconds)} s`,
      look: LOOK_AT_SLEEPS,
    };
  }
  return undefined;
}

/** A task is waited for that the original lets sleep when it ends. */
function joinedDaemon(original: Trace, found: readonly Sleep[]): string | undefined {
  const daemons = sleepsOf(original).filter(
    (sleep) => !isOver(sleep) && !goesOnAfter(sleep, original),
  );
  for (const { task, seconds } of daemons) {
    const over = found.find((sleep) => sleep.task === task && sleep.seconds === seconds);
    if (over) {
      return `waits for ${task}, which sleeps ${plain(over.seconds)} s: the original ends without it. Is it a daemon, and joined by nobody?`;
    }
  }
  return undefined;
}

/** The program ends while its tasks sleep as the original's do. */
function lostSleeps(
  expected: readonly Sleep[],
  found: readonly Sleep[],
  port: Trace,
): string | undefined {
  const cut = sleepsOf(port).filter(({ to }) => to === Number.POSITIVE_INFINITY);
  if (cut.length === 0 || !sameDurations(expected, [...found, ...cut])) return undefined;
  const who = cut.map(({ task, seconds }) => `${task} (${plain(seconds)} s)`).join(' and ');
  return `ended while ${who} still slept: is a join missing?`;
}

function unitMistake(expected: readonly Sleep[], found: readonly Sleep[]): Problem | undefined {
  const look = LOOK_AT_SLEEPS;
  if (sameDurations(expected, found, 1000)) {
    return {
      sentence: ': seconds for milliseconds? Timers of Node count milliseconds, 1000 a second',
      look,
    };
  }
  return sameDurations(expected, found, 1 / 1000)
    ? { sentence: ': milliseconds for seconds? sleep() counts seconds', look }
    : undefined;
}

/** Why as many sleeps have other durations, by what was drawn for them. */
function drawMistake(original: Trace, port: Trace): Problem | undefined {
  const [expected, found] = [original, port].map(({ events }) =>
    events.filter((event) => event.type === 'draw'),
  ) as [DrawEvent[], DrawEvent[]];
  const [wanted, got] = [original, port].map(workOf) as [Sleep[], Sleep[]];
  if (wanted.length !== got.length || found.length === 0 || found.length > expected.length) {
    return undefined;
  }
  const look = LOOK_AT_DRAWS;
  if (found.length < expected.length) {
    return { sentence: ': one draw for all? Each draws its own', look };
  }
  const known = new Set(expected.map(({ key }) => key));
  if (!found.every(({ key }) => known.has(key))) {
    return { sentence: ': it draws after other lines than the original (see output)', look };
  }
  return {
    sentence: `: the same draws, is their range another?${endOfRange(wanted, got, found)}`,
    look,
  };
}

/** Of draws from the end of a range: what that end is. */
function endOfRange(
  wanted: readonly Sleep[],
  got: readonly Sleep[],
  draws: readonly DrawEvent[],
): string {
  const ends = [wanted, got].map((sleeps) => new Set(sleeps.map(({ seconds }) => seconds)));
  const [expected, found] = ends.map(([one]) => plain(one ?? 0)) as [string, string];
  if (ends.some(({ size }) => size !== 1)) return '';
  if (draws.every(({ value }) => value === 0)) {
    return ` It begins at ${found}, the original’s at ${expected}`;
  }
  return draws.every(({ value }) => value > NEARLY_ONE)
    ? ` It ends at ${found}, the original’s at ${expected}`
    : '';
}

/** A draw from [0, 1) above this gives the greatest of any range that a program has. */
const NEARLY_ONE = 1 - 1e-9;

/** Which task sleeps that does not in the original, or does not. */
function whoseSleeps(expected: readonly Sleep[], found: readonly Sleep[]): Problem | undefined {
  const tasks = (sleeps: readonly Sleep[]) => new Set(sleeps.map(({ task }) => task));
  const [wanted, got] = [tasks(expected), tasks(found)];
  const [idle] = wanted.difference(got);
  if (found.length < expected.length && idle !== undefined) {
    const own = expected.filter(({ task }) => task === idle);
    return { sentence: `: ${idle} never sleeps its ${list(own)}. Does it get any work?` };
  }
  const [other] = got.difference(wanted);
  if (found.length > expected.length && other !== undefined) {
    return { sentence: `: ${other} sleeps, which it does not in the original` };
  }
  return undefined;
}

function list(sleeps: readonly Sleep[]): string {
  const most = 8;
  const shown = sleeps
    .slice(0, most)
    .map(({ seconds }) => plain(seconds))
    .join(' and ');
  return sleeps.length <= most ? `${shown} s` : `${shown} … (${sleeps.length} sleeps)`;
}
