import type { Analysis } from '../analysis.ts';
import { awaiting, type Call, placeOfCall } from '../call.ts';
import type { Located } from '../find.ts';
import { areArms, type Step } from '../flow.ts';
import type { Reach } from '../reach.ts';
import { isAsync, plain } from '../syntax.ts';
import { isWork } from '../work.ts';
import { located } from './located.ts';

/** A wait, and the start that comes only after it. */
interface Held {
  wait: Call;
  start: Call;
  /** How many of the functions around it run while their callers go on. */
  aside: number;
  kind: WaitKind;
  isInLoop: boolean;
}

/** The most likely mistake first. */
const WAIT_KINDS = ['join', 'sleep', 'message'] as const;
type WaitKind = (typeof WAIT_KINDS)[number];

/** Waits between two starts; where nothing starts a task, between two calls of a function that sleeps. */
export function waitsBetweenStarts(analysis: Analysis): Located {
  const isStart = ({ call }: Step) => call.kinds.includes('start');
  const isWorkCall = ({ call }: Step) => isWork(call, analysis);
  for (const starts of [isStart, isWorkCall]) {
    for (const flows of [analysis.flows.slice(0, 1), analysis.flows.slice(1)]) {
      const held = flows.flatMap((flow) => heldIn(flow, starts, analysis.reach));
      if (held.length > 0) return inOrder(held);
    }
    const continued = continuations(analysis, starts);
    if (continued.places.length > 0) return continued;
  }
  return located([]);
}

/** `p1.once('exit', () => p2.start())`, `download(a).then(() => download(b))`. */
function continuations({ calls, flows }: Analysis, isStart: IsStart): Located {
  const starts = flows.flat().filter(isStart);
  const found = calls.all.flatMap((call) => {
    const after = call.kinds.includes('join') ? call.later : isThen(call) ? call.runs : [];
    const start = starts.find(
      (step) =>
        after.includes(step.call.holder) ||
        step.frames.some((frame) => after.includes(frame.call.holder)),
    );
    return start ? [{ call, start: start.call }] : [];
  });
  return located(
    found.map(({ call }) => placeOfCall(call)),
    found.slice(0, 1).map(({ start }) => placeOfCall(start)),
  );
}

/** `.then()` of one promise, not of Promise.all(). */
const isThen = ({ name, kinds }: Call) => name === 'then' && !kinds.includes('promise');

type IsStart = (step: Step) => boolean;

/** Only those of the likeliest kind; those in loops first, since they hold up more. */
function inOrder(held: readonly Held[]): Located {
  const least = Math.min(...held.map(({ aside }) => aside));
  const mains = held.filter(({ aside }) => aside === least);
  const kind = WAIT_KINDS.find((one) => mains.some((each) => each.kind === one));
  const likeliest = mains.filter((one) => one.kind === kind);
  const sorted = likeliest.sort((a, b) => Number(b.isInLoop) - Number(a.isInLoop));
  return located(
    sorted.map(({ wait }) => placeOfCall(wait)),
    sorted.slice(0, 1).map(({ start }) => placeOfCall(start)),
  );
}

function heldIn(flow: readonly Step[], isStart: IsStart, reach: Reach): Held[] {
  const starts = new Set(flow.filter((step) => !step.isEnd && isStart(step)));
  return flow.flatMap((start, index) => {
    if (!starts.has(start)) return [];
    // A reading of the clock ends a phase: waits before it belong to the last one.
    const from = flow.findLastIndex(({ call }, at) => at < index && call.kinds.includes('clock'));
    const before = flow.slice(from + 1, index).filter((step) => !areArms(step, start));
    const first = before.findIndex((step) => starts.has(step));
    return first === -1 ? [] : before.slice(first).flatMap((step) => holding(step, start, reach));
  });
}

function holding(step: Step, start: Step, reach: Reach): Held[] {
  // A call that runs functions waits when these have run.
  const isWaiting = step.isEnd || step.call.runs.length === 0;
  const kind = isWaiting ? waitKindOf(step.call, reach) : undefined;
  if (kind === undefined) return [];
  let depth = 0;
  while (depth < step.frames.length && step.frames[depth] === start.frames[depth]) depth++;
  if (!step.frames.slice(depth).every(({ holdsUp }) => holdsUp)) return [];
  const isReal = start.call.kinds.includes('start');
  return [
    {
      wait: outermost(step, depth),
      start: isReal ? start.call : outermost(start, depth),
      aside: step.frames.slice(0, depth).filter(({ holdsUp }) => !holdsUp).length,
      kind,
      isInLoop: inSameLoop(step, start),
    },
  ];
}

/** The call of the function that both are in; in the callback of a list's method, the call in it. */
const outermost = ({ frames, call }: Step, depth: number) =>
  frames.slice(depth).find(({ isEach }) => !isEach)?.call ?? call;

/** What a call waits for, or `undefined` where its caller goes on at once. */
function waitKindOf(call: Call, { kindsIn }: Reach): WaitKind | undefined {
  const { node, kinds, isPromise, blocks, runs } = call;
  const waits = isPromise ? node.type === 'AwaitExpression' || awaiting(node) : blocks;
  if (!waits || isNothing(node)) return undefined;
  // An async function's awaits are steps of their own; a plain one returns its promise.
  const handed = runs.filter((fn) => !isAsync(fn)).flatMap((fn) => [...kindsIn(fn)]);
  return WAIT_KINDS.find((kind) => kinds.includes(kind) || handed.includes(kind));
}

const isNothing = (node: Call['node']) =>
  node.type === 'AwaitExpression' && plain(node.argument).type === 'Literal';

const inSameLoop = (step: Step, start: Step) =>
  step.rounds.some(({ of, round }) =>
    start.rounds.some((other) => other.of === of && other.round > round),
  );
