import type { Analysis } from '../analysis.ts';
import { awaiting, type Call, placeOfCall } from '../call.ts';
import type { Located } from '../find.ts';
import { areArms, type Step } from '../flow.ts';
import { type Span, spansOf } from '../spans.ts';
import { isWithin } from '../syntax.ts';
import { isWork } from '../work.ts';
import { located } from './located.ts';

type Which = 'first' | 'last';

/** The readings that are misplaced; where none is, all of them. */
export function clockReadings(reading: Which | 'either', analysis: Analysis): Located {
  const spans = spansOf(analysis);
  const flow = analysis.flows.find((one) => one.some(({ call }) => isReading(call, spans))) ?? [];
  const sides: Which[] = reading === 'either' ? ['first', 'last'] : [reading];
  const restart = sides.includes('first') ? missingRestart(spans, flow) : undefined;
  if (restart) return restart;
  const misplaced = sides.flatMap((side) =>
    spans.flatMap((span) => {
      const left = leftOut(side, span, flow, analysis);
      return left ? [{ call: span[side], left }] : [];
    }),
  );
  if (misplaced.length === 0) {
    return located(sides.flatMap((side) => spans.map((span) => placeOfCall(span[side]))));
  }
  return located(
    misplaced.map(({ call }) => placeOfCall(call)),
    misplaced.map(({ left }) => placeOfCall(left)),
  );
}

/** A start or a wait that the measured time leaves out. */
function leftOut(side: Which, span: Span, flow: readonly Step[], analysis: Analysis) {
  return side === 'first' ? before(span, flow, analysis) : after(span, flow, analysis);
}

const isReading = (call: Call, spans: readonly Span[]) =>
  spans.some(({ first, last }) => call === first || call === last);

/** Two totals from one first reading: the second should be read where the second phase begins. */
function missingRestart(spans: readonly Span[], flow: readonly Step[]): Located | undefined {
  for (const { first, last } of spans) {
    const next = spans.find(
      (span) => span.first === first && span.last.node.start > last.node.start,
    );
    if (!next) continue;
    const from = flow.findIndex(({ call }) => call === last);
    const begin = flow
      .slice(from + 1)
      .find(({ call: { kinds } }) => kinds.includes('create') || kinds.includes('start'));
    if (begin) return located([placeOfCall(begin.call)], [placeOfCall(first)]);
  }
  return undefined;
}

/** What starts or waits before the clock is read first. */
function before({ first }: Span, flow: readonly Step[], analysis: Analysis): Call | undefined {
  const at = flow.findIndex(({ call }) => call === first);
  if (at === -1) return undefined;
  const reading = flow[at] as Step;
  const from = flow.findLastIndex(({ call }, index) => index < at && call.kinds.includes('clock'));
  return flow
    .slice(from + 1, at)
    .filter((step) => !areArms(step, reading))
    .find(({ call }) => call.kinds.includes('start') || isWait(call, analysis))?.call;
}

/** What waits after the clock was read last. */
function after({ last }: Span, flow: readonly Step[], analysis: Analysis): Call | undefined {
  const at = flow.findLastIndex(({ call }) => call === last);
  if (at === -1) return undefined;
  const reading = flow[at] as Step;
  const end = flow.findIndex(({ call }, index) => index > at && call.kinds.includes('clock'));
  return flow
    .slice(at + 1, end === -1 ? undefined : end)
    .filter((step) => !areArms(step, reading) && !holds(step.call, reading))
    .findLast(({ call }) => isWait(call, analysis))?.call;
}

/** A call that the reading itself is a part of: `run(main())`. */
const holds = ({ node }: Call, { frames }: Step) =>
  frames.some(({ call }) => isWithin(call.node, node));

function isWait(call: Call, analysis: Analysis): boolean {
  const { node, kinds, isPromise, blocks } = call;
  const waits = isPromise ? node.type === 'AwaitExpression' || awaiting(node) : true;
  if (!waits) return false;
  if (isWork(call, analysis)) return true;
  return kinds.includes('join') || (kinds.includes('sleep') && (isPromise || blocks));
}
