import type { Ran, TimingMistakes } from '../../evidence/timing.ts';
import type { Seen } from '../../evidence/values.ts';
import type { MistakeCatalogue } from '../../mistakes.ts';
import { and, at, count, durations, expected, formula, s } from '../words.ts';

const ranAs = ({ ran }: Ran) =>
  ran === undefined ? '' : `: ${s(ran.total)} = ${formula(ran.formula)}`;

const onLine = ({ related }: Seen) => (related === undefined ? '' : ` (line ${related})`);

/** Whether all that still ran are coroutines of main. */
const inMain = (tasks: readonly string[]) => tasks.join() === 'main';

/** Mistakes that the check of timing finds. */
export const timing: MistakeCatalogue<TimingMistakes> = {
  'ran-in-sequence': {
    message: (e) => `the tasks ran one after the other${ranAs(e)}; ${expected(e.expected)}`,
    hint: ({ isOneTask }) =>
      isOneTask
        ? 'begin all of them before you await the first one'
        : 'start every task before you join or await the first one',
    also: () => 'the tasks ran one after the other',
    label: ({ next, isOneTask }, seen) =>
      isOneTask
        ? `the next one begins only when this is over${onLine(seen)}`
        : `main waits here before it starts ${seen.started ?? next}${onLine(seen)}`,
  },
  'ran-in-parallel': {
    message: (e) => `the steps ran at the same time${ranAs(e)}; ${expected(e.expected)}`,
    hint: () => 'await each step before you begin the next one',
    also: () => 'the steps ran at the same time',
    label: () => 'this begins before the step before it is over',
  },
  'missing-lock': {
    message: (e) => `no lock kept the tasks apart${ranAs(e)}; ${expected(e.expected)}`,
    hint: () => 'let all tasks share one lock, and hold it for the whole step, the sleep included',
    also: () => 'no lock kept the tasks apart',
    label: () => 'no lock that all tasks share is held here',
  },
  'lock-too-wide': {
    message: (e) =>
      `${e.waiting} waited for a lock while ${e.holder} slept${ranAs(e)}; ${expected(e.expected)}`,
    hint: () => 'hold the lock only where the original holds it',
    also: () => 'a lock kept the tasks apart',
    label: () => 'this lock is held while its task sleeps',
  },
  'wrong-pool-size': {
    message: (e) =>
      `the pool ran ${count(e.workers, 'job')} at a time instead of ${e.wanted}; ${expected(e.expected)}`,
    hint: ({ wanted }) => `give the pool ${count(wanted, 'worker')}`,
    also: () => 'the pool has another size',
    label: ({ wanted }) => `expected ${count(wanted, 'worker')}`,
  },
  'worker-left-idle': {
    message: (e) =>
      `a job began at ${at(e.from)}, but a worker was free at ${at(e.due)}; ${expected(e.expected)}`,
    hint: () => 'submit all jobs before you await one, and hand them out one by one (chunk size 1)',
    also: () => 'a worker was idle while a job waited',
    label: () => 'jobs do not go to the next free worker',
  },
  'passed-on-too-late': {
    message: (e) =>
      `${e.task} began at ${at(e.from)}; its item was ready at ${at(e.due)}; ${expected(e.expected)}`,
    hint: () => 'pass each item on as soon as it is done',
    also: () => 'items were passed on too late',
    label: () => 'items are passed on too late',
  },
  'passed-on-too-early': {
    message: (e) =>
      `${e.task} began at ${at(e.from)}; its item was ready at ${at(e.due)}; ${expected(e.expected)}`,
    hint: () => 'pass an item on only when the stage before has finished it',
    also: () => 'items were passed on too early',
    label: () => 'this item is not finished yet',
  },
  'missing-join': {
    message: (e) => {
      const still = `${inMain(e.unjoined) ? 'its coroutines' : and(e.unjoined)} still ran`;
      if (e.total === undefined) return `the program ended while ${still}`;
      const wanted = e.expected === undefined ? '' : `; ${expected(e.expected)}`;
      return `the total, ${s(e.total)}, was printed while ${still}${wanted}`;
    },
    hint: () => 'join every task that you start, and await each join, before you stop the clock',
    also: () => 'the total came before the tasks had ended',
    label: ({ unjoined }) =>
      inMain(unjoined) ? 'nothing awaits this' : `nothing waits for ${and(unjoined)}`,
  },
  'clock-misplaced': {
    message: (e) => {
      const how = {
        first: 'the clock started too late',
        last: 'the clock stopped too early',
        either: 'the clock started too late or stopped too early',
      }[e.reading];
      return `${how}: the total is ${s(e.total)}; ${expected(e.expected)}`;
    },
    hint: () => 'read the clock before the first start, and again after the last join',
    also: () => 'the clock was read at the wrong place',
    label: (_, { related }) =>
      related === undefined
        ? 'the clock is read here'
        : `the clock is read here; see line ${related}`,
  },
  'clock-not-restarted': {
    message: (e) => `the total, ${s(e.total)}, counts from the start; ${expected(e.expected)}`,
    hint: () => 'read the clock again before this phase begins',
    also: () => 'the clock was not started again',
    label: () => 'this still counts from the first reading',
  },
  'wrong-unit': {
    message: (e) => {
      const counts = e.gave === 'seconds' ? 'milliseconds' : 'seconds';
      return `slept ${durations(e.found)} instead of ${durations(e.wanted)}: ${e.gave} given where ${counts} are counted`;
    },
    hint: ({ gave }) =>
      gave === 'seconds'
        ? 'multiply by 1000: Node’s timers count milliseconds'
        : 'pass seconds: sleep() counts seconds, as in Python',
    also: () => 'the sleeps are in another unit',
    label: ({ gave }) => (gave === 'seconds' ? 'this counts milliseconds' : 'this counts seconds'),
  },
  'drawn-elsewhere': {
    message: (e) =>
      `random numbers are drawn after other lines: slept ${durations(e.found)} instead of ${durations(e.wanted)}`,
    hint: () => 'let each task draw its number after the same line as in the original',
    also: () => 'random numbers are drawn elsewhere',
    label: () => 'drawn here',
  },
  'wrong-range': {
    message: (e) => {
      const slept = `slept ${durations(e.found)} instead of ${durations(e.wanted)}`;
      return e.end === undefined
        ? `random numbers come from another range: ${slept}`
        : `the range of random numbers ${e.end.which} at ${e.end.found}, not at ${e.end.wanted}: ${slept}`;
    },
    hint: () => 'draw from the original’s range: randint(a, b) includes both a and b',
    also: () => 'random numbers have another range',
    label: () => 'this range differs from the original’s',
  },
  'shared-draw': {
    message: (e) =>
      `${count(e.draws, 'random number')} for ${count(e.wanted, 'sleep')}: slept ${durations(e.found)}`,
    hint: () => 'let each task draw its own number, after the same line as in the original',
    also: () => 'tasks share a random number',
    label: () => 'drawn once for all tasks',
  },
  'wrong-duration': {
    message: (e) => {
      const who = e.task === undefined ? '' : `${e.task} `;
      const slept = e.found.length === 0 ? 'never slept' : `slept ${durations(e.found)}`;
      return e.wanted.length === 0
        ? `${who}${slept}; the original does not sleep there`
        : `${who}${slept}; the original slept ${durations(e.wanted)}`;
    },
    hint: () => 'sleep as often and as long as the original does',
    also: () => 'the sleeps have other lengths',
    label: () => 'compare this with the original',
  },
  'timeout-not-cancelled': {
    message: (e) =>
      `${e.task} slept its ${s(e.seconds)} to the end; the original cuts this wait short`,
    hint: () => 'clear the timer, or pass the signal on, as soon as the wait has no purpose',
    also: () => 'a wait was not cut short',
    label: () => 'nothing cuts this short',
  },
  'missing-timeout': {
    message: (e) =>
      `${e.task} waits without a timeout; the original gives up after ${s(e.seconds)}`,
    hint: ({ seconds }) => `give the wait a timeout of ${s(seconds)}`,
    also: () => 'a wait has no timeout',
    label: () => 'this waits as long as it takes',
  },
  'timer-late': {
    message: (e) =>
      `a timer of ${s(e.seconds)}, set at ${at(e.from)}, fired only at ${at(e.to)}: ${e.task} was blocked when it was due`,
    hint: () =>
      'run what should happen meanwhile in a task of its own, or await instead of blocking',
    also: () => 'a timer fired late',
    label: () => 'this cannot fire while its thread is blocked',
  },
  'sleep-cut-short': {
    message: (e) => `${e.task} slept only ${s(e.slept)} of its ${s(e.seconds)}`,
    hint: () => 'let the sleep end by itself: wake nothing that should sleep on',
    also: () => 'a sleep was cut short',
    label: () => 'this sleep ends before its time',
  },
  'slept-at-another-time': {
    message: ({ found, wanted }) => {
      const slept = (one: { seconds: number; from: number }) =>
        `${s(one.seconds)} at ${at(one.from)}`;
      if (found === undefined) return wanted === undefined ? '' : `does not sleep ${slept(wanted)}`;
      if (wanted === undefined) return `sleeps ${slept(found)}; the original does not`;
      return `sleeps ${slept(found)}; the original sleeps ${slept(wanted)}`;
    },
    hint: () => 'sleep when the original sleeps, and as long',
    also: () => 'sleeps begin at other times',
    label: () => 'compare this with the original',
  },
  'original-breaks-law': {
    message: (e) => `the original does not keep its law${ranAs(e)}; ${expected(e.expected)}`,
    hint: () => 'give the pair the law that its original keeps',
    also: () => 'the original does not keep its law',
    label: () => '',
  },
  'wrong-total': {
    message: (e) => {
      if (e.found === undefined) return `no total was printed; expected ${s(e.wanted)}`;
      const beside = e.beside === undefined ? '' : ` (${s(e.beside)} of it beside the sleeps)`;
      return `the total is ${s(e.found)}${beside}; expected ${s(e.wanted)}`;
    },
    hint: () => 'print the time from before the first start until after the last join',
    also: ({ found, wanted }) =>
      found === undefined
        ? 'no total'
        : `total ${found.toFixed(2)} s instead of ${wanted.toFixed(2)} s`,
    label: () => 'this total is wrong',
  },
  'too-many-totals': {
    message: (e) => `${count(e.found, 'total')} printed; expected ${e.wanted}`,
    hint: () => 'print one total for each phase',
    also: () => 'too many totals',
    label: () => 'a total is printed here',
  },
};
